#include "engine/io/tiff_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "engine/io/damaged_picture.h"

namespace sigscope::io {

TiffFile::TiffFile(ByteView bytes) : m_bytes(bytes) {
    const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(
        TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    // A sixteenth more than 200 million pixels of four 16-bit samples.
    constexpr tmsize_t largestAllocation = 1'700'000'000;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), largestAllocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepError, this);
    TIFFOpenOptionsSetWarningHandlerExtR(
        options.get(), [](TIFF*, void*, const char*, const char*, std::va_list) { return 1; },
        nullptr);
    const auto read = [](thandle_t file, void* to, tmsize_t size) -> tmsize_t {
        auto& self = *static_cast<TiffFile*>(file);
        const ByteView rest =
            self.m_bytes.subspan(std::min<std::uint64_t>(self.m_position, self.m_bytes.size()));
        const std::size_t count =
            std::min<std::size_t>(rest.size(), static_cast<std::size_t>(size));
        std::copy_n(rest.begin(), count, static_cast<std::uint8_t*>(to));
        self.m_position += count;
        return static_cast<tmsize_t>(count);
    };
    const auto seek = [](thandle_t file, toff_t offset, int whence) -> toff_t {
        auto& self = *static_cast<TiffFile*>(file);
        const std::uint64_t from = whence == SEEK_CUR   ? self.m_position
                                   : whence == SEEK_END ? self.m_bytes.size()
                                                        : 0;
        return self.m_position = from + offset;
    };
    m_tiff = TIFFClientOpenExt(
        "", "rm", this, read, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, seek,
        [](thandle_t) { return 0; },
        [](thandle_t file) -> toff_t { return static_cast<TiffFile*>(file)->m_bytes.size(); },
        nullptr, nullptr, options.get());
    if (!m_tiff) fail();
}

void TiffFile::fail() const {
    throw damagedPicture(m_reason);
}

int TiffFile::keepError(TIFF*, void* file, const char*, const char* format, std::va_list values) {
    std::array<char, 200> text{};
    std::vsnprintf(text.data(), text.size(), format, values);
    std::string& reason = static_cast<TiffFile*>(file)->m_reason;
    // The first one is the cause of the others. It may quote the file.
    if (!reason.empty()) return 1;
    for (const char c : text)
        if (c != '\0') reason.push_back(c < 0x20 || c == 0x7f ? '?' : c);
    while (reason.ends_with('.') || reason.ends_with(' ')) reason.pop_back();
    return 1;
}

}  // namespace sigscope::io
