#include "engine/models/labels.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <sstream>
#include <string_view>

#include "engine/api/explain_request.h"
#include "engine/api/utf8.h"
#include "engine/error.h"
#include "engine/models/model_registry.h"

namespace sigscope::models {

namespace {

constexpr int imageNetClasses = 1000;
constexpr std::size_t suggestionCount = 3;

std::string lowered(std::string text) {
    // ASCII only: labels are English, and locales have no say in what a class is called.
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string> synonyms(const std::string& label) {
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin <= label.size();) {
        const std::size_t comma = std::min(label.find(',', begin), label.size());
        names.push_back(trimmed(label.substr(begin, comma - begin)));
        begin = comma + 1;
    }
    return names;
}

std::optional<long long> asNumber(const std::string& text) {
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end != text.data() + text.size() || text.empty()) return std::nullopt;
    return error == std::errc::result_out_of_range ? -1 : number;
}

/// Levenshtein's distance.
std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[b.size()];
}

/// The names most like `wanted`, e.g. "'tabby' or 'tub'": those that contain it first.
std::string suggestions(const std::vector<std::string>& labels, const std::string& wanted) {
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const std::string& label : labels)
        for (const std::string& name : synonyms(label)) {
            const bool contains = lowered(name).find(wanted) != std::string::npos;
            ranked.emplace_back(contains ? 0 : editDistance(lowered(name), wanted), name);
        }
    const std::size_t count = std::min(suggestionCount, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                      ranked.end());
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "'" : i + 1 == count ? " or '" : ", '") + ranked[i].second + "'";
    return text;
}

/// The classes whose whole label is `wanted`, else those that have it among their names.
std::vector<int> classesNamed(const std::vector<std::string>& labels, const std::string& wanted) {
    std::vector<int> whole;
    std::vector<int> partly;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string label = lowered(labels[i]);
        const std::vector<std::string> names = synonyms(label);
        if (label == wanted) whole.push_back(static_cast<int>(i));
        if (std::find(names.begin(), names.end(), wanted) != names.end())
            partly.push_back(static_cast<int>(i));
    }
    return whole.empty() ? partly : whole;
}

}  // namespace

std::vector<std::string> readLabels(const std::filesystem::path& file) {
    const std::vector<std::uint8_t> bytes = readFileBytes(file, besideModel);
    const std::string text(bytes.begin(), bytes.end());
    std::istringstream stream{std::string(withoutByteOrderMark(text))};
    std::vector<std::string> labels;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (trimmed(line).empty() || line[0] == '#') continue;
        const std::size_t first = line.find('\t');
        const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
        if (second == std::string::npos ||
            asNumber(line.substr(0, first)) != static_cast<long long>(labels.size()))
            throw Error(file.string() + ": line " + std::to_string(number) +
                        " is not the index, id and names of class " +
                        std::to_string(labels.size()));
        labels.push_back(trimmed(line.substr(second + 1)));
    }
    return labels;
}

std::vector<std::string> labelsFor(int classCount) {
    if (classCount == imageNetClasses) {
        const std::filesystem::path file = resourceFolder() / "labels" / "imagenet.tsv";
        std::vector<std::string> labels = readLabels(file);
        if (labels.size() != imageNetClasses)
            throw Error(file.string() + ": names " + std::to_string(labels.size()) +
                        " classes, not 1000");
        return labels;
    }
    std::vector<std::string> labels;
    for (int i = 0; i < classCount; ++i) labels.push_back("class " + std::to_string(i));
    return labels;
}

std::vector<std::string> registeredLabels() {
    return labelsFor(imageNetClasses);
}

namespace {

/// "134 (crane), 517 (crane)".
std::string listOf(const std::vector<int>& classes, const std::vector<std::string>& labels) {
    std::string text;
    for (const int index : classes)
        text += (text.empty() ? "" : ", ") + std::to_string(index) + " (" +
                labels[static_cast<std::size_t>(index)] + ")";
    return text;
}

int classAt(const std::vector<std::string>& labels, const std::string& text) {
    const auto index = asNumber(text);
    if (index && *index >= 0 && *index < static_cast<long long>(labels.size()))
        return static_cast<int>(*index);
    throw Error("there is no class " + text + ": this model's are 0 to " +
                std::to_string(labels.size() - 1));
}

int classNamed(const std::vector<std::string>& labels, const std::string& text) {
    const std::string wanted = lowered(text);
    const std::vector<int> found = classesNamed(labels, wanted);
    if (found.size() == 1) return found[0];
    if (found.empty())
        throw Error("no class is called '" + text + "'; did you mean " +
                    suggestions(labels, wanted) + "?");
    throw Error("'" + text +
                "' names several classes, give the index of one: " + listOf(found, labels));
}

/// A number may be meant as an index or, where classes are called by numbers, as a name.
int classNumbered(const std::vector<std::string>& labels, const std::string& text) {
    const std::vector<int> named = classesNamed(labels, text);
    if (named.empty()) return classAt(labels, text);
    const long long index = *asNumber(text);
    const bool isIndex = index >= 0 && index < static_cast<long long>(labels.size());
    if (!isIndex || named == std::vector<int>{static_cast<int>(index)})
        return classNamed(labels, text);
    throw Error("'" + text + "' is the index of one class, " +
                listOf({static_cast<int>(index)}, labels) + ", and the name of another, " +
                listOf(named, labels) + "; say " + indexPrefix + text + " or " + labelPrefix +
                text);
}

}  // namespace

int findClass(const std::vector<std::string>& labels, const std::string& text) {
    const std::string wanted = trimmed(text);
    if (wanted.starts_with(indexPrefix))
        return classAt(labels, trimmed(wanted.substr(std::string_view(indexPrefix).size())));
    if (wanted.starts_with(labelPrefix))
        return classNamed(labels, trimmed(wanted.substr(std::string_view(labelPrefix).size())));
    return asNumber(wanted) ? classNumbered(labels, wanted) : classNamed(labels, wanted);
}

}  // namespace sigscope::models
