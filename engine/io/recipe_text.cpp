#include "engine/io/recipe_text.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

#include "engine/api/recipe.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/figure_content.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"

namespace sigscope::io {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

/// What a reader finds; nothing if the file holds none.
using Found = std::optional<std::string>;

Found recipeOfElement(std::string_view bytes, const char* element) {
    return elementContent(bytes, element, "its recipe", longestRecipe);
}

/// The leading lines that begin with "# ", without that.
Found fromCsv(std::string_view bytes) {
    std::string text;
    while (bytes.starts_with("# ")) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        text += std::string(bytes.substr(2, end - 2)) + '\n';
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    if (!text.empty()) text.pop_back();
    return text;
}

Found fromNpz(const fs::path& file) {
    // Four bytes a character and a header.
    const auto npy = NpzReader(file).find("recipe", 4 * longestRecipe + 1024);
    return npy ? Found(textOfNpy(*npy)) : std::nullopt;
}

std::string headOf(const fs::path& file, std::size_t size = 64) {
    std::string head(size, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(size));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return head;
}

Found find(const fs::path& file) {
    const std::string head = headOf(file);
    if (head.starts_with("PK\3\4")) return fromNpz(file);
    if (fs::file_size(file) > largestFigure) throw Error("is too large for a result with a recipe");
    const std::vector<std::uint8_t> content = readFileBytes(file);
    const std::string_view bytes(reinterpret_cast<const char*>(content.data()), content.size());
    if (head.starts_with("\x89PNG\r\n"sv)) return pngText(bytes, recipePngKeyword);
    if (head.starts_with("%PDF-")) return recipeOfElement(bytes, recipeXmpElement);
    if (head.starts_with("<?xml") || head.starts_with("<svg"))
        return recipeOfElement(bytes, recipeSvgElement);
    if (head.starts_with("# ")) return fromCsv(bytes);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && head[first] == '{') return std::string(bytes);
    throw Error("is no result with a recipe (.npz, .png, .svg, .pdf, .csv or .json)");
}

}  // namespace

std::string recipeText(const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) static_cast<void>(readFileBytes(file));  // Says why.
    Found text;
    try {
        text = find(file);
    } catch (const Error& error) {
        const std::string reason = error.what();
        throw Error(reason.starts_with(file.string()) ? reason : file.string() + ": " + reason);
    }
    if (!text) throw Error(file.string() + ": holds no recipe");
    if (text->size() > longestRecipe)
        throw Error(file.string() + ": its recipe is too long to be one");
    return *text;
}

bool isFigurePng(const fs::path& file) {
    try {
        const std::string head = headOf(file, longestRecipe + 1024);
        return head.starts_with("\x89PNG\r\n"sv) && pngText(head, recipePngKeyword);
    } catch (const std::exception&) {
        return true;  // There is a recipe, and reading it will say what is wrong with it.
    }
}

}  // namespace sigscope::io
