#include "engine/io/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <vector>

#include "engine/error.h"

namespace sigscope::io {

namespace {

std::string hexadecimal(const unsigned char* bytes, std::size_t count) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text.push_back(digits[bytes[i] >> 4]);
        text.push_back(digits[bytes[i] & 15]);
    }
    return text;
}

}  // namespace

std::string sha256OfFile(const std::filesystem::path& file) {
    const OpenFile opened(file);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(),
                                                                    EVP_MD_CTX_free);
    bool good = digest && EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1;
    std::vector<std::uint8_t> buffer(1 << 20);
    std::uint64_t offset = 0;
    while (const std::size_t count = opened.read(buffer, offset)) {
        good = good && EVP_DigestUpdate(digest.get(), buffer.data(), count) == 1;
        offset += count;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
    unsigned int length = 0;
    good = good && EVP_DigestFinal_ex(digest.get(), result.data(), &length) == 1;
    if (!good) throw Error(file.string() + ": its SHA-256 cannot be computed");
    return hexadecimal(result.data(), length);
}

std::string sha256Of(ByteView bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), result.data(), &length, EVP_sha256(), nullptr) != 1)
        throw Error("SHA-256 cannot be computed");
    return hexadecimal(result.data(), length);
}

std::string sha256Of(std::string_view text) {
    return sha256Of(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace sigscope::io
