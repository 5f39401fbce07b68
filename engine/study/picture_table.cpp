#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/api/utf8.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/study/class_names.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

namespace {

namespace fs = std::filesystem;
using TableRow = std::vector<std::string>;

/// Ten million pictures fit.
constexpr FileLimit tableLimit{1ULL << 30, "table of pictures"};

/// The rows of a CSV text (RFC 4180; lines may end as on Unix). Empty lines are left out.
class CsvRows {
public:
    explicit CsvRows(std::string_view text) : m_text(text) {}

    /// Whether there was another row.
    [[nodiscard]] bool next(TableRow& row) {
        do {
            if (m_text.empty()) return false;
            ++m_line;
            row = {{}};
            while (readCell(row.back())) row.emplace_back();
        } while (row.size() == 1 && row.front().empty());
        return true;
    }

    [[nodiscard]] int line() const { return m_line; }

private:
    /// Whether another cell of the same row follows.
    bool readCell(std::string& cell) {
        bool quoted = false;
        while (!m_text.empty()) {
            const char c = m_text.front();
            m_text.remove_prefix(1);
            if (c == '"') {
                const bool isDoubled = quoted && m_text.starts_with('"');
                if (isDoubled) m_text.remove_prefix(1);
                if (isDoubled) cell += '"';
                if (!isDoubled) quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return true;
            } else if (c == '\n' && !quoted) {
                if (cell.ends_with('\r')) cell.pop_back();
                return false;
            } else {
                cell += c;
            }
        }
        return false;
    }

    std::string_view m_text;
    int m_line = 0;
};

/// A row with the names of its columns.
class NamedCells {
public:
    NamedCells(const TableRow& header, const TableRow& row, std::string where)
        : m_header(header), m_row(row), m_where(std::move(where)) {
        if (row.size() != header.size())
            fail("has " + std::to_string(row.size()) + " cells in place of " +
                 std::to_string(header.size()));
    }

    [[noreturn]] void fail(const std::string& reason) const { refuseFile(m_where, reason); }

    /// Empty where there is no such column.
    [[nodiscard]] std::string cell(const std::string& name) const {
        const auto found = std::ranges::find(m_header, name);
        return found == m_header.end() ? ""
                                       : m_row[static_cast<std::size_t>(found - m_header.begin())];
    }

    [[nodiscard]] std::int64_t number(const std::string& name) const {
        const std::string text = cell(name);
        std::int64_t number = 0;
        const char* const last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, number);
        if (text.empty() || error != std::errc() || end != last)
            fail(name + " is '" + text + "', which is no whole number");
        return number;
    }

private:
    const TableRow& m_header;
    const TableRow& m_row;
    std::string m_where;
};

void requireColumns(const TableRow& header, const std::string& file) {
    for (const char* name : {"path", "label"})
        if (std::ranges::find(header, name) == header.end())
            refuseFile(file, std::string("has no column ") + name +
                                 "; a table of pictures begins with the line 'path,label'");
}

/// The box of a row, if it has one.
void addBox(const NamedCells& cells, ObjectPlace& object) {
    if (cells.cell("x0").empty()) return;
    const metrics::Box box{cells.number("x0"), cells.number("y0"), cells.number("x1"),
                           cells.number("y1")};
    if (box.x1 <= box.x0 || box.y1 <= box.y0) cells.fail("has a box without an inside");
    object.boxes.push_back(box);
}

/// What a row says of its picture but for the box.
LabelledPicture pictureOf(const NamedCells& cells, const fs::path& folder) {
    const std::string name = cells.cell("path");
    LabelledPicture picture{name, folder / name, targetOf(cells.cell("label"))};
    for (const auto& [column, place] :
         {std::pair("mask", &ObjectPlace::mask), std::pair("labels", &ObjectPlace::labels)})
        if (const std::string other = cells.cell(column); !other.empty())
            picture.object.*place = folder / other;
    return picture;
}

/// Further rows of a picture have further boxes of it, and nothing else that is another.
void requireSame(const NamedCells& cells, const LabelledPicture& first,
                 const LabelledPicture& further) {
    if (further.label != first.label)
        cells.fail(first.name + " has another label in its row above; a picture has one");
    const auto isOther = [&](fs::path ObjectPlace::*place) {
        return !(further.object.*place).empty() && further.object.*place != first.object.*place;
    };
    if (isOther(&ObjectPlace::mask) || isOther(&ObjectPlace::labels))
        cells.fail(first.name +
                   " has another mask in its row above; a picture has one, or one of labels for "
                   "several objects");
}

}  // namespace

std::vector<LabelledPicture> readPictureTable(const fs::path& file) {
    const auto bytes = readFileBytes(file, tableLimit);
    CsvRows rows(withoutByteOrderMark({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    TableRow row;
    if (!rows.next(row)) refuseFile(file.string(), "is empty");
    const TableRow header = row;
    requireColumns(header, file.string());
    std::vector<LabelledPicture> pictures;
    std::set<std::string> names;
    while (rows.next(row)) {
        const NamedCells cells(header, row, file.string() + ": row " + std::to_string(rows.line()));
        const std::string name = cells.cell("path");
        if (name.empty()) cells.fail("has no path");
        LabelledPicture here = pictureOf(cells, file.parent_path());
        // Rows of one picture, a box each, come together.
        if (!pictures.empty() && pictures.back().name == name) {
            requireSame(cells, pictures.back(), here);
        } else {
            if (!names.insert(name).second)
                cells.fail(name + " has a row before, but not just above: put its rows together");
            pictures.push_back(std::move(here));
        }
        addBox(cells, pictures.back().object);
    }
    if (pictures.empty()) refuseFile(file.string(), "has no pictures");
    return pictures;
}

}  // namespace sigscope::study
