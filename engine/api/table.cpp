#include "engine/api/table.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string_view>

namespace sigscope {

namespace {

std::string escaped(const std::string& text, std::string_view special, std::string_view before) {
    std::string result;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) result += before;
        result += c == '\n' ? ' ' : c;
    }
    return result;
}

std::string csvCell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    return "\"" + escaped(text, "\"", "\"") + "\"";
}

std::string latexCell(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\textbackslash{}";
        else if (c == '~' || c == '^')
            result += std::string("\\") + c + "{}";
        else
            result += escaped({c}, "&%$#_{}", "\\");
    }
    return result;
}

using Cell = std::function<std::string(const std::string&)>;

std::string joined(const std::vector<std::string>& row, const Cell& cell,
                   const std::string& separator) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : separator) + cell(row[i]);
    return line;
}

std::string markdown(const Table& table) {
    const Cell cell = [](const std::string& text) { return " " + markdownText(text) + " |"; };
    std::string text = "|" + joined(table.header, cell, "") + "\n|";
    for (std::size_t i = 0; i < table.header.size(); ++i)
        text += i < table.textColumns ? " --- |" : " ---: |";
    for (const auto& row : table.rows) text += "\n|" + joined(row, cell, "");
    return text + "\n";
}

std::string csv(const Table& table) {
    std::string text = joined(table.header, csvCell, ",") + "\n";
    for (const auto& row : table.rows) text += joined(row, csvCell, ",") + "\n";
    return text;
}

std::string tsv(const Table& table) {
    const Cell cell = [](std::string text) {
        std::ranges::replace_if(
            text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return text;
    };
    std::string text = joined(table.header, cell, "\t") + "\n";
    for (const auto& row : table.rows) text += joined(row, cell, "\t") + "\n";
    return text;
}

std::string latex(const Table& table) {
    std::string text = "\\begin{tabular}{" + std::string(table.textColumns, 'l') +
                       std::string(table.header.size() - table.textColumns, 'r') +
                       "}\n\\toprule\n" + joined(table.header, latexCell, " & ") +
                       " \\\\\n\\midrule\n";
    for (const auto& row : table.rows) text += joined(row, latexCell, " & ") + " \\\\\n";
    return text + "\\bottomrule\n\\end{tabular}\n";
}

std::string html(const Table& table) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>Sigscope</title>\n"
           "<style>:root{color-scheme:light dark}body{font-family:sans-serif}"
           "table{border-collapse:collapse}"
           "td,th{padding:.2em .8em;border-bottom:1px solid #888;text-align:left}"
           "tbody th{font-weight:normal}.number{text-align:right}</style>\n" +
           htmlTable(table) + "</html>\n";
}

}  // namespace

std::optional<TableFormat> tableFormat(const std::string& ending) {
    if (ending == ".md") return TableFormat::Markdown;
    if (ending == ".csv") return TableFormat::Csv;
    if (ending == ".tex") return TableFormat::Latex;
    if (ending == ".html") return TableFormat::Html;
    return std::nullopt;
}

std::string tableText(const Table& table, TableFormat format) {
    switch (format) {
        case TableFormat::Markdown:
            return markdown(table);
        case TableFormat::Csv:
            return csv(table);
        case TableFormat::Latex:
            return latex(table);
        case TableFormat::Tsv:
            return tsv(table);
        case TableFormat::Html:
            break;
    }
    return html(table);
}

std::string htmlText(const std::string& text) {
    constexpr std::string_view special = "&<>\"'";
    constexpr std::string_view spelt[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    std::string result;
    for (const char c : text) {
        const std::size_t which = special.find(c);
        if (which == std::string_view::npos)
            result += c;
        else
            result += spelt[which];
    }
    return result;
}

std::string markdownText(const std::string& text) {
    return escaped(text, "|\\`*_<", "\\");
}

std::string htmlTable(const Table& table) {
    const auto cell = [&](std::size_t column, const std::string& open, const std::string& text) {
        return "<" + open + (column < table.textColumns ? ">" : " class=\"number\">") +
               htmlText(text) + "</" + open.substr(0, 2) + ">";
    };
    std::string html = "<table>\n<thead>\n<tr>";
    for (std::size_t i = 0; i < table.header.size(); ++i)
        html += cell(i, "th scope=\"col\"", table.header[i]);
    html += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& cells : table.rows) {
        html += "<tr>";
        for (std::size_t i = 0; i < cells.size(); ++i)
            html += cell(i, i == 0 ? "th scope=\"row\"" : "td", cells[i]);
        html += "</tr>\n";
    }
    return html + "</tbody>\n</table>\n";
}

std::string exactText(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

std::string roundedText(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 4);
    return {text, end.ptr};
}

}  // namespace sigscope
