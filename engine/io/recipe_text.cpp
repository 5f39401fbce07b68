#include "engine/io/recipe_text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

#include "engine/api/recipe.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/picture_header.h"

namespace sigscope::io {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::uintmax_t largestFigure = 256U << 20;

/// What a reader finds; nothing if the file holds none.
using Found = std::optional<std::string>;

Found fromPng(std::string_view bytes) {
    const ByteView png(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    // Keyword 0, whether compressed, method, language 0, translated keyword 0, text.
    const std::string begin = std::string(recipePngKeyword) + '\0';
    for (const ByteView content : pngChunks(png, "iTXt")) {
        const std::string_view chunk(reinterpret_cast<const char*>(content.data()), content.size());
        if (!chunk.starts_with(begin) || chunk.size() < begin.size() + 2) continue;
        if (chunk[begin.size()] != 0)
            throw Error("its recipe is compressed, which none of ours is");
        const std::size_t language = chunk.find('\0', begin.size() + 2);
        if (language == std::string_view::npos) return std::nullopt;
        const std::size_t keyword = chunk.find('\0', language + 1);
        if (keyword == std::string_view::npos) return std::nullopt;
        return std::string(chunk.substr(keyword + 1));
    }
    return std::nullopt;
}

std::string decodeBase64(std::string_view text) {
    if (text.size() > 2 * longestRecipe || text.size() % 4 != 0)
        throw Error("its recipe is damaged, it is no base64");
    std::string decoded(3 * (text.size() / 4), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    if (size < 0) throw Error("its recipe is damaged, it is no base64");
    const auto filling = static_cast<std::size_t>(text.ends_with("==") ? 2 : text.ends_with('='));
    decoded.resize(static_cast<std::size_t>(size) - filling);
    return decoded;
}

/// The base64 between <element> and </element>. No XML parser is asked: our own files have it
/// exactly so, and others are none of ours.
Found fromElement(std::string_view bytes, const std::string& element) {
    const std::string open = "<" + element + ">";
    const std::size_t begin = bytes.find(open);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = bytes.find("</" + element + ">", begin);
    if (end == std::string_view::npos) throw Error("its recipe is truncated");
    return decodeBase64(bytes.substr(begin + open.size(), end - begin - open.size()));
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
    if (head.starts_with("\x89PNG\r\n"sv)) return fromPng(bytes);
    if (head.starts_with("%PDF-")) return fromElement(bytes, recipeXmpElement);
    if (head.starts_with("<?xml") || head.starts_with("<svg"))
        return fromElement(bytes, recipeSvgElement);
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
        return head.starts_with("\x89PNG\r\n"sv) && fromPng(head);
    } catch (const std::exception&) {
        return true;  // There is a recipe, and reading it will say what is wrong with it.
    }
}

}  // namespace sigscope::io
