#include "engine/api/study_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sigscope {

namespace {

std::string counted(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string openingOf(const std::vector<StudyRow>& rows, const std::string& against) {
    std::set<std::string> pictures, models, methods;
    for (const StudyRow& row : rows) {
        pictures.insert(row.picture);
        models.insert(row.model);
        methods.insert(row.method);
    }
    std::string text = "# A study of " + counted(methods.size(), "method") + "\n\nOver " +
                       counted(pictures.size(), "picture") + " by " +
                       counted(models.size(), "model") +
                       ". Means are over the pictures that have a value, between low and high lies "
                       "the 95 % bootstrap interval";
    if (!against.empty())
        text += "; p is that of the randomisation test of pairs against " + against +
                ", not corrected for the number of methods";
    return text + ".\n";
}

/// The rows of one model and metric, all of which the heading names.
std::string sectionOf(const std::vector<StudySummaryRow>& rows, const std::string& against) {
    Table table = summaryTable(rows, against);
    const auto withoutNamed = [](std::vector<std::string>& cells) {
        cells.erase(cells.begin(), cells.begin() + 2);  // Model and metric.
    };
    withoutNamed(table.header);
    std::ranges::for_each(table.rows, withoutNamed);
    table.textColumns -= 2;
    return "\n## " + rows.front().metric + ", " + rows.front().model + "\n\n" +
           tableText(table, TableFormat::Markdown);
}

std::string reasonsOf(const std::vector<StudyRow>& rows) {
    constexpr std::size_t mostReasons = 10;
    std::map<std::string, int> counts;
    for (const StudyRow& row : rows)
        if (!row.value) ++counts[row.metric + ": " + row.reason];
    if (counts.empty()) return {};
    std::vector<std::pair<int, std::string>> reasons;
    for (const auto& [reason, count] : counts) reasons.emplace_back(-count, reason);
    std::ranges::sort(reasons);
    Table table{{"reason", "numbers"}, {}, 1};
    for (const auto& [count, reason] : reasons)
        if (table.rows.size() < mostReasons) table.rows.push_back({reason, std::to_string(-count)});
    std::string text = "\n## What has no number\n\n" + tableText(table, TableFormat::Markdown);
    if (reasons.size() > mostReasons)
        text += "\nand " + counted(reasons.size() - mostReasons, "rarer reason") + ".\n";
    return text;
}

}  // namespace

std::string studyPage(const std::vector<StudyRow>& rows,
                      const std::vector<StudySummaryRow>& summary, const std::string& against) {
    std::string page = openingOf(rows, against);
    for (auto begin = summary.begin(); begin != summary.end();) {
        const auto end = std::find_if(begin, summary.end(), [&](const StudySummaryRow& row) {
            return row.model != begin->model || row.metric != begin->metric;
        });
        page += sectionOf({begin, end}, against);
        begin = end;
    }
    return page + reasonsOf(rows);
}

}  // namespace sigscope
