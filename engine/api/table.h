#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sigscope {

/// A table of texts, as reports write it.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< Each as long as the header.
    std::size_t textColumns = 1;                 ///< The first ones; the others hold numbers.
};

enum class TableFormat { Markdown, Csv, Latex, Html, Tsv };

/// By a file's ending: ".md", ".csv", ".tex" or ".html"; nothing of another.
[[nodiscard]] std::optional<TableFormat> tableFormat(const std::string& ending);

/// The table as a file has it, with what would mean something else there spelt out. CSV is as RFC
/// 4180 says but for its line ends; LaTeX is a tabular environment with booktabs' rules, HTML a
/// page that loads nothing, TSV what spreadsheets paste.
[[nodiscard]] std::string tableText(const Table& table, TableFormat format);

/// The table as an element of an HTML page; cells with numbers have the class "number". The first
/// cell of a row is its header.
[[nodiscard]] std::string htmlTable(const Table& table);

/// `text` as an HTML page has it, between tags and in quoted attributes.
[[nodiscard]] std::string htmlText(const std::string& text);

/// `text` as a line of Markdown has it.
[[nodiscard]] std::string markdownText(const std::string& text);

/// With so many digits that the number is read back to the bit: what is computed on goes so.
[[nodiscard]] std::string exactText(double value);

/// With four significant digits: what is read goes so.
[[nodiscard]] std::string roundedText(double value);

}  // namespace sigscope
