#include "app/bench_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "app/bench_session.h"
#include "app/complain.h"
#include "app/decimal_point.h"
#include "engine/api/picture_file.h"
#include "engine/api/process_memory.h"
#include "ui/charts/plot_view.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/comparison_frames.h"
#include "ui/compare/comparison_runs.h"
#include "ui/render/frame_worker.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

namespace sigscope::app {

namespace {

/// The longest time, in milliseconds, between two turns of the event loop while it lives.
class GapMeter {
    /// Often enough to notice a gap; without a pause the meter itself would take a core.
    static constexpr int interval = 2;

public:
    GapMeter() {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_largest = std::max(m_largest, m_clock.nsecsElapsed() / 1e6);
            m_clock.restart();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(interval);
    }
    [[nodiscard]] double largest() const { return m_largest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_largest = 0;
};

/// Runs the window's request to its end; the largest gap on the way.
double gapOfRun(ui::MainWindow& window, const std::filesystem::path& image) {
    const GapMeter meter;
    QEventLoop loop;
    ui::Session& session = window.session();
    QObject::connect(&session, &ui::Session::ended, &loop, &QEventLoop::quit);
    window.open(image);
    if (session.running()) loop.exec();  // What is remembered or saved is shown, and not run.
    return meter.largest();
}

int chartPaints(const ui::MainWindow& window) {
    int paints = 0;
    for (const ui::PlotView* chart : window.findChildren<ui::PlotView*>())
        paints += chart->chartPaints();
    return paints;
}

/// Milliseconds from moving the cursor to its frame being painted, for a pass over the path.
std::vector<double> frameTimes(ui::MainWindow& window) {
    ui::PathPage& page = window.pathPage();
    std::vector<double> times;
    for (int i = 0; i < ui::PathCursor::framesPerPass; ++i) {
        const double alpha = static_cast<double>(i) / ui::PathCursor::framesPerPass;
        QEventLoop loop;
        QObject::connect(page.findChild<ui::FrameWorker*>(), &ui::FrameWorker::frameReady, &loop,
                         [&](const std::shared_ptr<const ui::PathFrame>& frame) {
                             if (frame->frame.alpha == alpha) loop.quit();
                         });
        QElapsedTimer clock;
        clock.start();
        page.cursor().setAlpha(alpha);
        loop.exec();
        page.repaint();
        times.push_back(clock.nsecsElapsed() / 1e6);
    }
    std::ranges::sort(times);
    return times;
}

constexpr int comparedCards = 10;
/// Gradients of each: enough for a path, few enough for a bench.
constexpr std::int64_t comparedSteps = 17;

/// Ten spectral paths of the window's picture, of one overlap each.
std::vector<ComparisonColumn> comparedColumns(const ExplainRequest& shown) {
    std::vector<ComparisonColumn> columns;
    for (int i = 1; i <= comparedCards; ++i) {
        const double overlap = static_cast<double>(i) / comparedCards;
        ComparisonColumn column{"overlap " + std::to_string(overlap), shown};
        column.request.method = "sig";
        column.request.parameters = {{"overlap", overlap}, {"steps", comparedSteps}};
        column.request.reuse = Reuse::Refused;
        columns.push_back(std::move(column));
    }
    return columns;
}

/// What a comparison takes until all of its columns are over.
struct ComparisonTimes {
    double seconds = 0;
    double gap = 0;  ///< The largest of the event loop meanwhile, in ms.
};

ComparisonTimes timesOf(ui::ComparePage& page, std::vector<ComparisonColumn> columns) {
    const GapMeter meter;
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    ui::ComparisonRuns& runs = page.runs();
    QObject::connect(
        &runs, &ui::ComparisonRuns::changed, &loop,
        [&](std::size_t column) {
            if (runs.columns()[column].state == ui::ComparedColumn::State::TooLong)
                runs.compute(column);
            if (!runs.running()) loop.quit();
        },
        Qt::QueuedConnection);
    page.compare(std::move(columns));
    if (runs.running()) loop.exec();
    return {clock.nsecsElapsed() / 1e9, meter.largest()};
}

/// Milliseconds from moving the scrubber to all cards being laid out and painted, for a pass over
/// the paths.
std::vector<double> comparisonFrameTimes(ui::ComparePage& page) {
    constexpr int places = 100;
    std::vector<double> times;
    for (int i = 0; i < places; ++i) {
        const double share = static_cast<double>(i) / places;
        QEventLoop loop;
        QObject::connect(page.findChild<ui::ComparisonFrames*>(), &ui::ComparisonFrames::ready,
                         &loop, [&](const ui::ComparisonFrame& frame) {
                             if (frame.share == share) loop.quit();
                         });
        QElapsedTimer clock;
        clock.start();
        page.setShare(share);
        loop.exec();
        QApplication::processEvents();  // What changed is painted, and nothing else.
        times.push_back(clock.nsecsElapsed() / 1e6);
    }
    std::ranges::sort(times);
    return times;
}

/// Ten cards, computed; nothing if one of them could not be.
std::optional<ComparisonTimes> compare(ui::MainWindow& window) {
    window.findChild<QTabBar*>()->setCurrentIndex(1);
    ui::ComparePage& page = window.comparePage();
    const ComparisonTimes together = timesOf(page, comparedColumns(window.session().request()));
    for (const ui::ComparedColumn& column : page.runs().columns())
        if (column.state != ui::ComparedColumn::State::Done) return std::nullopt;
    page.repaint();
    return together;
}

/// Prints how ten cards fill, are scrubbed, and are opened from a session; false if one of them
/// could not be computed.
bool benchComparison(Engine& engine, ui::MainWindow& window) {
    const auto together = compare(window);
    if (!together) return false;
    ui::ComparePage& page = window.comparePage();
    const std::vector<double> frames = comparisonFrameTimes(page);
    const Outcome<double> opening = sessionOpeningTime(engine, page.results());
    double single = 0;
    for (const ComparisonColumn& column : comparedColumns(window.session().request()))
        single += timesOf(page, {column}).seconds;
    std::printf("ten cards: largest event-loop gap      %6.1f ms\n", together->gap);
    std::printf("ten cards: frame of a scrub, median    %6.1f ms\n", frames[frames.size() / 2]);
    std::printf("ten cards: frame of a scrub, slowest   %6.1f ms\n", frames.back());
    std::printf("ten cards: time over ten single runs'  %6.2f\n", together->seconds / single);
    if (opening)
        std::printf("ten results: a session of them opens   %6.1f ms\n", opening.value());
    else
        std::printf("ten results: %s\n", opening.error().c_str());
    return true;
}

/// Prints the memory that the process takes, once a minute.
class MemoryLog {
public:
    MemoryLog() { m_clock.start(); }

    [[nodiscard]] std::chrono::milliseconds elapsed() const {
        return std::chrono::milliseconds(m_clock.elapsed());
    }

    void takeNote() {
        const auto minute = std::chrono::floor<std::chrono::minutes>(elapsed()).count();
        if (minute < m_next) return;
        constexpr double mebibyte = 1 << 20;
        std::printf("memory after %3lld min of use            %6.0f MiB\n",
                    static_cast<long long>(minute),
                    static_cast<double>(residentMemory()) / mebibyte);
        std::fflush(stdout);
        m_next = minute + 1;
    }

private:
    QElapsedTimer m_clock;
    long long m_next = 0;
};

/// What a user does with one picture: looks at it with several methods, scrubs, compares, goes
/// back.
void usePicture(ui::MainWindow& window, const std::filesystem::path& picture) {
    window.findChild<QTabBar*>()->setCurrentIndex(0);
    gapOfRun(window, picture);
    for (const char* method : {"sig", "ig", "gradient-x-input"}) {
        QEventLoop loop;
        QObject::connect(&window.session(), &ui::Session::ended, &loop, &QEventLoop::quit);
        window.session().setMethod(method);
        if (window.session().running()) loop.exec();
        const auto result = window.session().result();
        if (result && result->trace) frameTimes(window);
    }
    window.session().undo();
    window.session().undo();
    if (compare(window)) comparisonFrameTimes(window.comparePage());
}

void useFor(ui::MainWindow& window, std::chrono::minutes use, const std::filesystem::path& folder) {
    const auto pictures = picturesIn(folder);
    if (!pictures) return;
    MemoryLog log;
    log.takeNote();
    while (log.elapsed() < use)
        for (const std::filesystem::path& picture : pictures.value()) {
            if (log.elapsed() >= use) break;
            usePicture(window, picture);
            log.takeNote();
        }
}

}  // namespace

ExitStatus benchWindow(Engine& engine, const std::filesystem::path& image,
                       std::chrono::minutes use) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "sigscope";
    char* arguments[] = {name, nullptr};
    int count = 1;
    QApplication application(count, arguments);
    keepDecimalPoint();
    ui::applyTheme(application, ui::Appearance::Light);
    const QTemporaryDir settings;
    ui::WindowOptions options;
    options.settingsFile = settings.filePath("settings.ini").toStdString();
    ui::settingsOf(options)->setValue("reducedMotion", true);  // Nothing but the scrub moves.
    ui::MainWindow window(engine, std::move(options));
    // Nobody is there to be asked whether a run may take so long.
    QObject::connect(&window.session(), &ui::Session::asking, &window.session(),
                     &ui::Session::restart);
    window.resize(1280, 800);
    window.show();
    const double gap = gapOfRun(window, image);
    if (!window.session().result())
        return complain(ExitStatus::BadInput,
                        image.string() + ": could not be explained; give a photograph");
    window.repaint();  // What the run's end left to be painted is none of the scrub's.
    const int paintsBefore = chartPaints(window);
    const std::vector<double> frames = frameTimes(window);
    std::printf("largest event-loop gap during the run  %6.1f ms\n", gap);
    std::printf("frame of a scrub step, median          %6.1f ms\n", frames[frames.size() / 2]);
    std::printf("frame of a scrub step, slowest         %6.1f ms\n", frames.back());
    std::printf("charts painted anew during the scrub   %6d\n", chartPaints(window) - paintsBefore);
    if (!benchComparison(engine, window))
        return complain(ExitStatus::Failed, image.string() + ": could not be compared");
    useFor(window, use, image.parent_path());
    return ExitStatus::Done;
}

}  // namespace sigscope::app
