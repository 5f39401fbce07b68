#include "engine/io/figure_content.h"

#include <openssl/evp.h>

#include "engine/api/recipe.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/picture_header.h"

namespace sigscope::io {

namespace {

using namespace std::string_view_literals;

ByteView viewOf(std::string_view bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string decodeBase64(std::string_view text, const std::string& what, std::size_t mostBytes) {
    const std::string damaged = what + " is damaged, it is no base64";
    if (text.size() / 4 > mostBytes / 3 + 1) throw Error(what + " is too long to be one");
    if (text.size() % 4 != 0) throw Error(damaged);
    std::string decoded(3 * (text.size() / 4), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    if (size < 0) throw Error(damaged);
    const auto filling = static_cast<std::size_t>(text.ends_with("==") ? 2 : text.ends_with('='));
    decoded.resize(static_cast<std::size_t>(size) - filling);
    return decoded;
}

std::optional<std::vector<std::uint8_t>> bytesOf(const std::optional<std::string>& content) {
    if (!content) return std::nullopt;
    return std::vector<std::uint8_t>(content->begin(), content->end());
}

}  // namespace

std::optional<std::string> pngText(std::string_view png, const std::string& keyword) {
    // Keyword 0, whether compressed, method, language 0, translated keyword 0, text.
    const std::string begin = keyword + '\0';
    for (const ByteView content : pngChunks(viewOf(png), "iTXt")) {
        const std::string_view chunk = textOf(content);
        if (!chunk.starts_with(begin) || chunk.size() < begin.size() + 2) continue;
        if (chunk[begin.size()] != 0)
            throw Error("its " + keyword + " is compressed, which none of ours is");
        const std::size_t language = chunk.find('\0', begin.size() + 2);
        if (language == std::string_view::npos) return std::nullopt;
        const std::size_t translated = chunk.find('\0', language + 1);
        if (translated == std::string_view::npos) return std::nullopt;
        return std::string(chunk.substr(translated + 1));
    }
    return std::nullopt;
}

std::optional<std::string> elementContent(std::string_view bytes, const std::string& element,
                                          const std::string& what, std::size_t mostBytes) {
    const std::string open = "<" + element + ">";
    const std::size_t begin = bytes.find(open);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = bytes.find("</" + element + ">", begin);
    if (end == std::string_view::npos) throw Error(what + " is truncated");
    return decodeBase64(bytes.substr(begin + open.size(), end - begin - open.size()), what,
                        mostBytes);
}

std::optional<std::vector<std::uint8_t>> embeddedNpz(const std::filesystem::path& file) {
    const std::vector<std::uint8_t> content =
        readFileBytes(file, {largestFigure, "figure with a result"});
    const std::string_view bytes = textOf(content);
    if (bytes.starts_with("\x89PNG\r\n"sv)) {
        const std::vector<ByteView> chunks = pngChunks(content, resultPngChunk);
        if (chunks.empty()) return std::nullopt;
        return std::vector<std::uint8_t>(chunks.front().begin(), chunks.front().end());
    }
    const bool pdf = bytes.starts_with("%PDF-");
    if (!pdf && !bytes.starts_with("<?xml") && !bytes.starts_with("<svg")) return std::nullopt;
    return bytesOf(elementContent(bytes, pdf ? resultXmpElement : resultSvgElement, "its result",
                                  largestFigure));
}

}  // namespace sigscope::io
