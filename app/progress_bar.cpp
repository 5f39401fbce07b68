#include "app/progress_bar.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "app/report_row.h"

namespace sigscope::app {

namespace {

constexpr int barLength = 24;
constexpr int usualColumns = 80;
constexpr const char* eraseLine = "\r\x1b[K";

std::string barText(int step, int total) {
    const int filled = std::clamp(step * barLength / total, 0, barLength);
    std::string bar;
    for (int i = 0; i < barLength; ++i) bar += i < filled ? "█" : "░";
    return bar;
}

std::string etaText(double seconds) {
    char text[32];
    if (seconds < 60)
        std::snprintf(text, sizeof text, ", %.1f s left", seconds);
    else
        std::snprintf(text, sizeof text, ", %.0f min left", std::ceil(seconds / 60));
    return text;
}

int columnsOf(std::FILE* stream) {
    winsize size{};
    const bool known = ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usualColumns;
}

}  // namespace

std::string progressLine(const ProgressText& progress, int columns) {
    if (progress.total <= 0) return progress.title;
    std::string counts = std::to_string(progress.step) + "/" + std::to_string(progress.total);
    if (progress.eta) counts += etaText(*progress.eta);
    const std::string line =
        progress.title + " " + barText(progress.step, progress.total) + " " + counts;
    // A line that wraps could not be erased again.
    return static_cast<int>(widthOf(line)) < columns ? line : counts;
}

ProgressBar::ProgressBar(std::FILE* stream)
    : m_stream(stream), m_terminal(isatty(fileno(stream)) == 1) {}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::show(const Progress& progress, const std::string& which) {
    show(ProgressText{which + stageTitle(progress.stage), progress.step, progress.total,
                      progress.eta});
}

void ProgressBar::show(const ProgressText& progress) {
    if (!m_terminal) return;
    const std::string line = progressLine(progress, columnsOf(m_stream));
    std::fprintf(m_stream, "%s%s", eraseLine, line.c_str());
    std::fflush(m_stream);
    m_shown = true;
}

void ProgressBar::clear() {
    if (!m_shown) return;
    std::fputs(eraseLine, m_stream);
    std::fflush(m_stream);
    m_shown = false;
}

}  // namespace sigscope::app
