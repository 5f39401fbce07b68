#include "engine/io/embedded_profile.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "engine/io/colour_profile.h"
#include "engine/io/iso_boxes.h"
#include "engine/io/picture_bytes.h"

namespace sigscope::io {

namespace {

constexpr std::uint64_t bmpHeader = 14;  ///< Behind the file's own.
constexpr std::uint64_t bmpVersion4 = 108;
constexpr std::uint64_t bmpVersion5 = 124;

/// A field of a BMP's header, from its beginning.
std::uint64_t bmpField(ByteView bytes, std::uint64_t offset) {
    return numberAt(bytes, bmpHeader + offset, 4, Order::Little);
}

/// The profile that a header of version 5 says where it is; empty if it is not all there.
ByteView bmpProfile(ByteView bytes) {
    const std::uint64_t begin = bmpHeader + bmpField(bytes, 112);
    const std::uint64_t size = bmpField(bytes, 116);
    if (begin > bytes.size() || size > bytes.size() - begin) return {};
    return bytes.subspan(begin, size);
}

/// Whether a header has primaries or gammas: writers that know none leave zeros.
bool tellsPrimaries(ByteView bytes) {
    constexpr std::uint64_t first = 60;
    constexpr std::uint64_t end = 108;
    for (std::uint64_t offset = first; offset < end; offset += 4)
        if (bmpField(bytes, offset) != 0) return true;
    return false;
}

void keepOrNote(Raster& raster, ByteView profile) {
    if (profile.empty())
        raster.notes.emplace_back(unusableProfile);
    else
        keepProfile(raster, profile);
}

}  // namespace

void keepBmpProfile(Raster& raster, ByteView bytes) {
    const std::uint64_t version = bmpField(bytes, 0);
    if (version != bmpVersion4 && version != bmpVersion5) return;
    // Four letters, the last one first.
    constexpr std::uint64_t kindOffset = bmpHeader + 56;
    if (hasText(bytes, kindOffset, "DEBM")) return keepOrNote(raster, bmpProfile(bytes));
    if (hasText(bytes, kindOffset, "KNIL"))
        raster.notes.emplace_back("names a colour profile in another file, which is not applied");
    else if (bmpField(bytes, 56) == 0 && tellsPrimaries(bytes))
        raster.notes.emplace_back(
            "tells its colours by primaries and gammas, which are not applied: they are taken as "
            "sRGB");
}

void keepJpeg2000Profile(Raster& raster, ByteView bytes) {
    const auto header = findBox(bytes, "jp2h");
    const auto colours = header ? findBox(*header, "colr") : std::nullopt;
    // How colours are told, two numbers that do not matter, and what tells them.
    constexpr std::size_t before = 3;
    if (!colours || colours->size() < before) return;
    constexpr int numbered = 1;
    constexpr int restrictedProfile = 2;
    constexpr int anyProfile = 3;
    const int method = colours->front();
    if (method == restrictedProfile || method == anyProfile)
        return keepOrNote(raster, colours->subspan(before));
    const std::uint64_t kind = numberAt(*colours, before, 4, Order::Big);
    constexpr std::array<std::uint64_t, 3> srgbGreyAndYcc{16, 17, 18};
    if (method == numbered && std::ranges::find(srgbGreyAndYcc, kind) == srgbGreyAndYcc.end())
        raster.notes.push_back("says that its colours are of another kind than sRGB (number " +
                               std::to_string(kind) + "), which is not applied");
}

}  // namespace sigscope::io
