#include "app/table_output.h"

#include <algorithm>

#include "app/report_row.h"
#include "engine/api/whole_file.h"

namespace sigscope::app {

namespace {

std::vector<std::size_t> columnWidths(const Table& table) {
    std::vector<std::size_t> widths;
    for (const std::string& name : table.header) widths.push_back(widthOf(name));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    return widths;
}

}  // namespace

Outcome<Done> checkTableOutputs(const std::vector<std::filesystem::path>& files) {
    for (const std::filesystem::path& file : files) {
        if (!tableFormat(file.extension().string()))
            return Failure{file.string() + ": is no table; name it .csv, .md, .tex or .html"};
        if (Outcome<Done> checked = checkWritable(file); !checked) return checked;
    }
    return Done{};
}

Outcome<Done> writeTable(const std::filesystem::path& file, const Table& table) {
    return writeWholeFile(file, tableText(table, *tableFormat(file.extension().string())));
}

std::string alignedText(const Table& table) {
    const std::vector<std::size_t> widths = columnWidths(table);
    const auto lineOf = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += i < table.textColumns ? left(row[i], widths[i] + 2)
                                          : right(row[i], widths[i]) + "  ";
        return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    };
    std::string text = lineOf(table.header);
    for (const auto& row : table.rows) text += lineOf(row);
    return text;
}

}  // namespace sigscope::app
