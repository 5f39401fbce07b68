#include "ui/window/strip_entry.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <functional>
#include <limits>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr double behindAll = -std::numeric_limits<double>::infinity();

void sortDescending(std::vector<StripEntry>& entries,
                    const std::function<double(const StripEntry&)>& value) {
    std::ranges::stable_sort(entries, std::greater(), value);
}

}  // namespace

bool StripEntry::isWrong() const {
    return top && !picture.label.empty() && !isCalled(*top, picture.label);
}

void sortEntries(std::vector<StripEntry>& entries, StripOrder order) {
    std::ranges::sort(entries, {}, &StripEntry::place);
    switch (order) {
        case StripOrder::Opened:
            break;
        case StripOrder::Name:
            std::ranges::stable_sort(entries, {}, [](const StripEntry& entry) {
                return entry.picture.file.filename().string();
            });
            break;
        case StripOrder::Probability:
            sortDescending(entries, [](const StripEntry& entry) {
                return entry.top ? entry.top->probability : behindAll;
            });
            break;
        case StripOrder::DiffId:
            sortDescending(entries, [](const StripEntry& entry) {
                return entry.measured.empty() ? behindAll : entry.measured.front().value;
            });
            break;
    }
}

QString stripToolTip(const StripEntry& entry) {
    QStringList lines{QString::fromStdString(entry.picture.file.string())};
    if (entry.top)
        lines << QString::fromStdString(entry.top->label) + QLatin1Char(' ') +
                     probabilityText(entry.top->probability);
    for (const MapDiffId& measured : entry.measured)
        lines << QCoreApplication::translate("stripToolTip", "DiffID %1: %2")
                     .arg(fixedText(measured.value, 3), measured.map);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace sigscope::ui
