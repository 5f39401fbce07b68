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

template <typename Member>
std::size_t distinct(const std::vector<StudyRow>& rows, Member member) {
    std::set<std::string> names;
    for (const StudyRow& row : rows) names.insert(row.*member);
    return names.size();
}

std::string reasonsOf(const std::vector<StudyRow>& rows) {
    const MissingNumbers missing = missingNumbers(rows);
    if (missing.table.rows.empty()) return {};
    std::string text =
        "\n## What has no number\n\n" + tableText(missing.table, TableFormat::Markdown);
    if (missing.rarer > 0) text += "\n" + rarerReasons(missing) + "\n";
    return text;
}

std::string intervalText(const StudySummaryRow& row) {
    return roundedText(row.mean) + " [" + roundedText(row.interval.low) + ", " +
           roundedText(row.interval.high) + "]";
}

}  // namespace

std::vector<StudySection> studySections(const std::vector<StudySummaryRow>& summary,
                                        const std::string& against) {
    std::vector<StudySection> sections;
    for (auto begin = summary.begin(); begin != summary.end();) {
        const auto end = std::find_if(begin, summary.end(), [&](const StudySummaryRow& row) {
            return row.model != begin->model || row.metric != begin->metric;
        });
        Table table = summaryTable({begin, end}, against);
        const auto withoutNamed = [](std::vector<std::string>& cells) {
            cells.erase(cells.begin(), cells.begin() + 2);  // Model and metric.
        };
        withoutNamed(table.header);
        std::ranges::for_each(table.rows, withoutNamed);
        table.textColumns -= 2;
        sections.push_back({begin->model, begin->metric, std::move(table)});
        begin = end;
    }
    return sections;
}

Table studyOverview(const std::vector<StudySummaryRow>& summary, const std::string& model) {
    Table table{{"method"}, {}, 1};
    for (const StudySummaryRow& row : summary) {
        if (row.model != model || isPartOfMetric(row.metric)) continue;
        auto column = std::ranges::find(table.header.begin() + 1, table.header.end(), row.metric);
        if (column == table.header.end()) {
            table.header.push_back(row.metric);
            for (auto& cells : table.rows) cells.emplace_back();
            column = table.header.end() - 1;
        }
        auto line = std::ranges::find_if(
            table.rows, [&](const auto& cells) { return cells.front() == row.method; });
        if (line == table.rows.end()) {
            table.rows.emplace_back(table.header.size()).front() = row.method;
            line = table.rows.end() - 1;
        }
        (*line)[static_cast<std::size_t>(column - table.header.begin())] = intervalText(row);
    }
    return table;
}

MissingNumbers missingNumbers(const std::vector<StudyRow>& rows, std::size_t most) {
    std::map<std::string, int> counts;
    for (const StudyRow& row : rows)
        if (!row.value) ++counts[row.metric + ": " + row.reason];
    std::vector<std::pair<int, std::string>> reasons;
    for (const auto& [reason, count] : counts) reasons.emplace_back(-count, reason);
    std::ranges::sort(reasons);
    MissingNumbers missing{{{"reason", "numbers"}, {}, 1}};
    for (const auto& [count, reason] : reasons)
        if (missing.table.rows.size() < most)
            missing.table.rows.push_back({reason, std::to_string(-count)});
    missing.rarer = reasons.size() - missing.table.rows.size();
    return missing;
}

std::string rarerReasons(const MissingNumbers& missing) {
    return "and " + counted(missing.rarer, "rarer reason") + ".";
}

std::string studyTitle(const std::vector<StudyRow>& rows) {
    return "A study of " + counted(distinct(rows, &StudyRow::method), "method");
}

std::string studyOpening(const std::vector<StudyRow>& rows, const std::string& against) {
    std::string text = "Over " + counted(distinct(rows, &StudyRow::picture), "picture") + " by " +
                       counted(distinct(rows, &StudyRow::model), "model") +
                       ". Means are over the pictures that have a value, between low and high lies "
                       "the 95 % bootstrap interval";
    if (!against.empty())
        text += "; p is that of the randomisation test of pairs against " + against +
                ", not corrected for the number of methods";
    return text + ".";
}

std::string studyPage(const std::vector<StudyRow>& rows,
                      const std::vector<StudySummaryRow>& summary, const std::string& against,
                      const std::vector<MetricSettings>& settings, const std::string& unmeasured) {
    std::string page =
        "# " + studyTitle(rows) + "\n\n" + markdownText(studyOpening(rows, against)) + "\n";
    if (!unmeasured.empty()) page += "\n" + markdownText(partialReport(unmeasured)) + "\n";
    for (const StudySection& section : studySections(summary, against))
        page += "\n## " + markdownText(section.metric + ", " + section.model) + "\n\n" +
                tableText(section.table, TableFormat::Markdown);
    if (!settings.empty())
        page += "\n## By which definitions\n\n" +
                tableText(settingsTable(settings), TableFormat::Markdown);
    return page + reasonsOf(rows);
}

std::string partialReport(const std::string& unmeasured) {
    if (unmeasured.empty()) return {};
    return "This is a report of a part: " + unmeasured + ".";
}

Table settingsTable(const std::vector<MetricSettings>& settings) {
    Table table{{"metric", "definition"}, {}, 2};
    for (const MetricSettings& one : settings) table.rows.push_back({one.metric, one.flags});
    return table;
}

}  // namespace sigscope
