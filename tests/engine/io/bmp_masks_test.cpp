// BMPs of 16 and 32 bits a pixel: where the channels of a pixel lie, masks say.

#include <algorithm>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using Catch::Contains;
using io::LoadedPicture;
using io::readPicture;
using sigscope::tests::TemporaryFolder;

namespace {

using Bytes = std::vector<std::uint8_t>;

void put(Bytes& bytes, std::uint32_t number, int size = 4) {
    for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

/// A BMP of two pixels, one above the other; the lower one comes first in the file.
struct TwoPixels {
    std::uint32_t lower = 0;
    std::uint32_t upper = 0;
    int bits = 32;
    std::uint32_t compression = 3;
    std::vector<std::uint32_t> masks{};
    std::uint32_t header = 40;
    std::int32_t height = 2;
};

Bytes bmpOf(const TwoPixels& picture) {
    Bytes rest;
    for (const std::uint32_t number : {1U, static_cast<std::uint32_t>(picture.height)})
        put(rest, number);
    put(rest, 1, 2);
    put(rest, static_cast<std::uint32_t>(picture.bits), 2);
    for (const std::uint32_t number : {picture.compression, 8U, 2835U, 2835U, 0U, 0U})
        put(rest, number);
    for (const std::uint32_t mask : picture.masks) put(rest, mask);
    rest.resize(std::max<std::size_t>(rest.size(), picture.header - 4));
    const auto begin = static_cast<std::uint32_t>(18 + rest.size());
    Bytes bytes{'B', 'M'};
    for (const std::uint32_t number : {begin + 8, 0U, begin, picture.header}) put(bytes, number);
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    put(bytes, picture.lower);
    put(bytes, picture.upper);
    return bytes;
}

LoadedPicture readBmp(const TwoPixels& picture) {
    const TemporaryFolder folder;
    return readPicture(folder.write("p.bmp", bmpOf(picture)));
}

/// Red, green and blue above, then below.
using Colours = std::vector<std::uint8_t>;

std::vector<std::uint32_t> usualMasks() {
    return {0xff0000, 0xff00, 0xff};
}

}  // namespace

TEST_CASE("bmp: what no mask has is no transparency", "[quick]") {
    const LoadedPicture read =
        readBmp({.lower = 0x00102030, .upper = 0x00405060, .masks = usualMasks()});
    CHECK((read.image.pixels == Colours{0x40, 0x50, 0x60, 0x10, 0x20, 0x30}));
    CHECK(read.notes.empty());
    const LoadedPicture downwards =
        readBmp({.lower = 0x00102030, .upper = 0x00405060, .masks = usualMasks(), .height = -2});
    CHECK((downwards.image.pixels == Colours{0x10, 0x20, 0x30, 0x40, 0x50, 0x60}));
}

TEST_CASE("bmp: channels lie where the masks say", "[quick]") {
    const Colours expected{0x40, 0x50, 0x60, 0x10, 0x20, 0x30};
    CHECK((readBmp({.lower = 0x00302010, .upper = 0x00605040, .masks = {0xff, 0xff00, 0xff0000}})
               .image.pixels == expected));
    CHECK((
        readBmp({.lower = 0x10203000, .upper = 0x40506000, .masks = {0xff000000, 0xff0000, 0xff00}})
            .image.pixels == expected));
    // 10 bits each.
    CHECK((readBmp({.lower = 0,
                    .upper = 0x3ff00000 | (0x200 << 10),
                    .masks = {0x3ff00000, 0xffc00, 0x3ff}})
               .image.pixels == Colours{255, 128, 0, 0, 0, 0}));
}

TEST_CASE("bmp: 5 and 6 bits become 8, white is white", "[quick]") {
    const LoadedPicture masked = readBmp(
        {.lower = 0xffff, .upper = 0xf800 | (16 << 5), .bits = 16, .masks = {0xf800, 0x7e0, 0x1f}});
    // 16 of 63 is 64.76 of 255.
    CHECK((masked.image.pixels == Colours{255, 65, 0, 255, 255, 255}));
    const LoadedPicture usual =
        readBmp({.lower = 0x7fff, .upper = 8, .bits = 16, .compression = 0});
    // 8 of 31 is 65.81 of 255.
    CHECK((usual.image.pixels == Colours{0, 0, 66, 255, 255, 255}));
}

TEST_CASE("bmp: transparency has a mask, and is none where it is 0 everywhere", "[quick]") {
    std::vector<std::uint32_t> masks = usualMasks();
    masks.push_back(0xff000000);
    const LoadedPicture half =
        readBmp({.lower = 0xff102030, .upper = 0x80405060, .masks = masks, .header = 56});
    CHECK((half.image.pixels == Colours{0x20, 0x28, 0x30, 0x10, 0x20, 0x30}));
    REQUIRE(half.notes.size() == 1);
    CHECK_THAT(half.notes.front(), Contains("is transparent in places"));
    const LoadedPicture empty =
        readBmp({.lower = 0x00102030, .upper = 0x00405060, .masks = masks, .header = 56});
    CHECK((empty.image.pixels == Colours{0x40, 0x50, 0x60, 0x10, 0x20, 0x30}));
    REQUIRE(empty.notes.size() == 1);
    CHECK_THAT(empty.notes.front(),
               Contains("is transparent everywhere, which is taken for opaque"));
}

TEST_CASE("bmp: masks that make no sense, and missing pixels, are refused", "[quick]") {
    for (const std::vector<std::uint32_t>& masks :
         {std::vector<std::uint32_t>{0, 0xff00, 0xff}, {0xf0f000, 0xff00, 0xff}})
        CHECK_THROWS_WITH(readBmp({.masks = masks}),
                          Contains("p.bmp: is damaged, its masks do not say where its colours"));
    CHECK_THROWS_WITH(readBmp({.masks = usualMasks(), .height = 3}),
                      Contains("p.bmp: is truncated, the end of the picture is missing"));
}
