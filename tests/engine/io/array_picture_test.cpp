// NumPy's arrays as pictures.

#include "tests/support/torch_catch.h"

#include <c10/util/Half.h>

#include <limits>

#include "engine/api/engine.h"
#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/npy.h"
#include "engine/io/npz_writer.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::Contains;
using Catch::EndsWith;
using io::LoadedPicture;
using io::npyBytes;
using io::readPicture;
using sigscope::tests::TemporaryFolder;

namespace {

using Shape = std::vector<std::size_t>;
using Levels = std::vector<std::uint8_t>;

/// 2 x 4 pixels, one after the other: red, green and blue.
Levels interleaved() {
    return {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 255};
}

/// The same in Fortran's order: the rows change first, then the columns, then the colours.
Levels interleavedByFortran() {
    return {1, 13, 4, 16, 7, 19, 10, 22, 2, 14, 5, 17, 8, 20, 11, 23, 3, 15, 6, 18, 9, 21, 12, 255};
}

/// The bytes of an .npy file whose header says that its values are in Fortran's order.
std::vector<std::uint8_t> saidToBeFortran(const std::vector<std::uint8_t>& npy) {
    const std::string cOrder = "'fortran_order': False";
    std::string text(npy.begin(), npy.end());
    const std::size_t at = text.find(cOrder);
    REQUIRE(at != std::string::npos);
    text.replace(at, cOrder.size(), "'fortran_order': True ");
    return {text.begin(), text.end()};
}

/// The same, red before green before blue.
Levels planesOf(const Levels& pixels) {
    Levels planes;
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t i = channel; i < pixels.size(); i += 3) planes.push_back(pixels[i]);
    return planes;
}

template <typename Number>
std::vector<Number> shares(const Levels& levels) {
    std::vector<Number> numbers;
    for (const std::uint8_t level : levels)
        numbers.push_back(static_cast<Number>(static_cast<double>(level) / 255));
    return numbers;
}

class ArrayFolder {
public:
    template <typename Number>
    [[nodiscard]] LoadedPicture read(const Shape& shape, const std::vector<Number>& values) const {
        return readPicture(m_folder.write("a.npy", npyBytes(shape, values)));
    }

    template <typename Number>
    [[nodiscard]] std::string refusal(const Shape& shape, const std::vector<Number>& values) const {
        try {
            static_cast<void>(read(shape, values));
        } catch (const Error& error) {
            return error.what();
        }
        return "read";
    }

    [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }

private:
    TemporaryFolder m_folder;
};

void checkColours(const LoadedPicture& picture, const std::string& reading) {
    CHECK(picture.image.width == 4);
    CHECK(picture.image.height == 2);
    CHECK((picture.image.pixels == interleaved()));
    REQUIRE(picture.notes.size() == 1);
    CHECK_THAT(picture.notes[0], EndsWith("is read as " + reading));
}

}  // namespace

TEST_CASE("array picture: each order of pixels and kind of number, as the note says", "[quick]") {
    const ArrayFolder folder;
    const Levels planar = planesOf(interleaved());
    checkColours(folder.read({2, 4, 3}, interleaved()), "[H, W, 3] of uint8");
    checkColours(folder.read({3, 2, 4}, planar), "[3, H, W] of uint8");
    checkColours(folder.read({1, 3, 2, 4}, planar), "[1, 3, H, W] of uint8");
    checkColours(folder.read({3, 2, 4}, shares<float>(planar)),
                 "[3, H, W] of float32 from 0 to 1, rounded to 8 bits");
    checkColours(folder.read({2, 4, 3}, shares<double>(interleaved())),
                 "[H, W, 3] of float64 from 0 to 1, rounded to 8 bits");
    // Eleven bits are more than eight.
    checkColours(folder.read({2, 4, 3}, shares<c10::Half>(interleaved())),
                 "[H, W, 3] of float16 from 0 to 1, rounded to 8 bits");
    const LoadedPicture grey = folder.read({2, 1}, Levels{7, 200});
    CHECK((grey.image == Image{1, 2, {7, 7, 7, 200, 200, 200}}));
    CHECK_THAT(grey.notes.at(0), EndsWith("a.npy: is read as [H, W] of uint8"));
}

TEST_CASE("array picture: Fortran's order is the same picture", "[quick]") {
    const TemporaryFolder folder;
    const auto file =
        folder.write("f.npy", saidToBeFortran(npyBytes({2, 4, 3}, interleavedByFortran())));
    checkColours(readPicture(file), "[H, W, 3] of uint8");
    // NumPy's transposed view of [W, H, 3] as it is saved.
    const auto reals = folder.write(
        "r.npy", saidToBeFortran(npyBytes({2, 4, 3}, shares<float>(interleavedByFortran()))));
    checkColours(readPicture(reals), "[H, W, 3] of float32 from 0 to 1, rounded to 8 bits");
}

TEST_CASE("array picture: the picture alone is there for whoever shows it small", "[quick]") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.npy", npyBytes(Shape{2, 4, 3}, interleaved()));
    const Outcome<Image> shown = readPictureFile(file);
    REQUIRE(shown);
    CHECK((shown.value().pixels == interleaved()));
    const auto text = folder.write("t.npy", std::string("no array"));
    CHECK(readPictureFile(text).error() == text.string() +
                                               ": is no picture (JPEG, PNG, WebP, TIFF, BMP or "
                                               "JPEG 2000 is wanted)");
}

TEST_CASE("array picture: what would have to be guessed is refused", "[quick]") {
    const ArrayFolder folder;
    using Reals = std::vector<float>;
    CHECK_THAT(folder.refusal({2, 1}, Reals{0, 255}),
               Contains("a.npy: has numbers from 0 to 255") && Contains("divide them by 255"));
    CHECK_THAT(folder.refusal({2, 1}, Reals{-2.5F, 2}),
               Contains("from -2.5 to 2") && Contains("undo the normalisation"));
    CHECK_THAT(folder.refusal({2, 1}, Reals{0, std::numeric_limits<float>::quiet_NaN()}),
               Contains("no finite numbers"));
    CHECK_THAT(folder.refusal({3, 1, 3}, Levels(9)),
               Contains("[3, 1, 3], which can be read as [3, H, W] and as [H, W, 3]"));
    for (const Shape& shape : {Shape{4}, Shape{2, 2, 4}, Shape{2, 3, 2, 2}, Shape{1, 1, 2, 2, 3}}) {
        std::size_t count = 1;
        for (const std::size_t side : shape) count *= side;
        CHECK_THAT(folder.refusal(shape, Levels(count)), Contains("of |u1; wanted is [H, W]"));
    }
    CHECK_THAT(folder.refusal({0, 4, 3}, Levels()), Contains("without values"));
}

TEST_CASE("array picture: other numbers and orders, and damaged files are refused", "[quick]") {
    const TemporaryFolder folder;
    const std::vector<std::uint8_t> plain = npyBytes({2, 4, 3}, interleaved());
    const auto refusal = [&](const std::string& from, const std::string& to) {
        std::string text(plain.begin(), plain.end());
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        try {
            static_cast<void>(readPicture(folder.write("b.npy", text)));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("read");
    };
    CHECK_THAT(refusal("|u1", "<i8"), Contains("b.npy: is an array [2, 4, 3] of <i8; wanted is"));
    CHECK_THAT(refusal("'|u1'", "[('a"), Contains("no plain numbers"));
    CHECK_THAT(refusal("(2,4,3)", "(2,9,3)"), Contains("other than its shape says"));
    // Not allocated because a header says so.
    CHECK_THAT(refusal("(2,4,3)", "(99999,99999,3)"), Contains("b.npy: is too large"));
    for (std::size_t size = 6; size < plain.size(); size += 5) {
        INFO(size);
        const std::vector<std::uint8_t> cut(plain.begin(),
                                            plain.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_THROWS_WITH(readPicture(folder.write("c.npy", cut)), Contains("c.npy: "));
    }
}

TEST_CASE("array picture: an archive has one picture, or one that is called so", "[quick]") {
    const TemporaryFolder folder;
    using Names = std::vector<std::string>;
    const auto file = [&](const Names& pictures) {
        io::NpzWriter archive;
        archive.add("labels", npyBytes({2}, Levels{1, 2}));
        for (const std::string& name : pictures)
            archive.add(name, npyBytes({2, 4, 3}, interleaved()));
        return folder.write("d.npz", *archive.bytes());
    };
    checkColours(readPicture(file({"arr_0"})), "[H, W, 3] of uint8");
    CHECK_THAT(readPicture(file({"arr_0"})).notes[0],
               EndsWith("d.npz: its array arr_0 is read as [H, W, 3] of uint8"));
    for (const char* name : {"image", "picture", "input"})
        CHECK_THAT(readPicture(file({"arr_0", name, "x"})).notes[0],
                   Contains("its array " + std::string(name) + " is read"));
    CHECK_THROWS_WITH(readPicture(file({"a", "b"})),
                      Contains("d.npz: has several arrays that could be the picture"));
    CHECK_THROWS_WITH(readPicture(file({})), Contains("d.npz: has no array that is a picture"));
    CHECK_THROWS_WITH(readPicture(file({"attribution", "input"})),
                      Contains("d.npz: is a result or a map and no picture"));
    const fs::path whole = file({"image"});
    fs::resize_file(whole, fs::file_size(whole) - 30);
    CHECK_THROWS_WITH(readPicture(whole), Contains("d.npz: is a damaged or truncated archive"));
}
