#pragma once

#include <tiffio.h>

#include <cstdarg>
#include <string>

#include "engine/error.h"
#include "engine/file_bytes.h"

namespace sigscope::io {

/// A TIFF in memory, open in libtiff at its first picture. What libtiff complains of is kept, not
/// printed.
class TiffFile {
public:
    /// `bytes` must outlive this. Throws Error, the end of a sentence.
    explicit TiffFile(ByteView bytes);
    ~TiffFile() { TIFFClose(m_tiff); }
    TiffFile(const TiffFile&) = delete;
    TiffFile& operator=(const TiffFile&) = delete;

    [[nodiscard]] TIFF* get() const { return m_tiff; }

    /// A field of one number; its default where the file does not have it.
    template <typename Number>
    [[nodiscard]] Number field(std::uint32_t tag) const {
        Number value = 0;
        TIFFGetFieldDefaulted(m_tiff, tag, &value);
        return value;
    }

    /// Throws Error with libtiff's reason.
    [[noreturn]] void fail() const;

private:
    static int keepError(TIFF* tiff, void* file, const char* module, const char* format,
                         std::va_list values);

    ByteView m_bytes;
    std::uint64_t m_position = 0;
    std::string m_reason;
    TIFF* m_tiff = nullptr;
};

}  // namespace sigscope::io
