#include "engine/io/unread_formats.h"

#include <array>
#include <string_view>

#include "engine/io/picture_bytes.h"

namespace sigscope::io {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::uint64_t offset;
    std::string_view bytes;
    const char* meaning;
};

/// The first one that fits counts.
constexpr std::array signatures{
    Signature{4, "ftypheic"sv, "a HEIC photograph"},
    Signature{4, "ftypheix"sv, "a HEIC photograph"},
    Signature{4, "ftypheim"sv, "a HEIC photograph"},
    Signature{4, "ftypheis"sv, "a HEIC photograph"},
    Signature{4, "ftyphevc"sv, "a HEIC photograph"},
    Signature{4, "ftyphevx"sv, "a HEIC photograph"},
    Signature{4, "ftypmif1"sv, "a HEIF photograph"},
    Signature{4, "ftypmsf1"sv, "a HEIF photograph"},
    Signature{4, "ftypavif"sv, "an AVIF picture"},
    Signature{4, "ftypavis"sv, "an AVIF picture"},
    Signature{4, "ftypcrx "sv, "a raw photograph of a camera"},
    Signature{4, "ftyp"sv, "a film"},
    Signature{0, "\xff\x0a"sv, "a JPEG XL picture"},
    Signature{0, "\0\0\0\x0cJXL \r\n\x87\n"sv, "a JPEG XL picture"},
    Signature{0, "8BPS"sv, "a Photoshop document"},
    Signature{0, "gimp xcf"sv, "a GIMP document"},
    Signature{0, "FUJIFILMCCD-RAW"sv, "a raw photograph of a camera"},
    Signature{0, "IIRO"sv, "a raw photograph of a camera"},
    Signature{0, "IIU\0"sv, "a raw photograph of a camera"},
    Signature{0, "FOVb"sv, "a raw photograph of a camera"},
    Signature{0, "II\xbc\x01"sv, "a JPEG XR picture"},
    Signature{0, "\x76\x2f\x31\x01"sv, "an OpenEXR picture"},
    Signature{0, "#?RADIANCE"sv, "a Radiance HDR picture"},
    Signature{128, "DICM"sv, "a DICOM picture"},
    Signature{0, "SIMPLE  ="sv, "a FITS picture"},
    Signature{0, "\0\0\1\0"sv, "an icon"},
    Signature{0, "P1\n"sv, "a PNM picture"},
    Signature{0, "P2\n"sv, "a PNM picture"},
    Signature{0, "P3\n"sv, "a PNM picture"},
    Signature{0, "P4\n"sv, "a PNM picture"},
    Signature{0, "P5\n"sv, "a PNM picture"},
    Signature{0, "P6\n"sv, "a PNM picture"},
    Signature{0, "qoif"sv, "a QOI picture"},
    Signature{0, "%PDF-"sv, "a PDF document"},
    Signature{0, "%!PS"sv, "a PostScript document"},
    Signature{0, "<svg"sv, "an SVG drawing"},
    Signature{0, "<?xml"sv, "an XML document or SVG drawing"},
    Signature{0, "<!DOCTYPE html"sv, "a web page"},
    Signature{0, "<!doctype html"sv, "a web page"},
    Signature{0, "<html"sv, "a web page"},
    Signature{0, "PK\3\4"sv, "a zip archive"},
    Signature{0, "\x1f\x8b"sv, "a gzip archive"},
};

}  // namespace

std::string unreadFormat(ByteView head) {
    for (const Signature& signature : signatures)
        if (hasText(head, signature.offset, signature.bytes)) return signature.meaning;
    return {};
}

}  // namespace sigscope::io
