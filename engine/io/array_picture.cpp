#include "engine/io/array_picture.h"

#include <c10/util/Half.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/table.h"
#include "engine/error.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/picture_bytes.h"
#include "engine/printable.h"

namespace sigscope::io {

namespace {

using namespace std::string_view_literals;

constexpr const char* wantedArrays =
    "wanted is [H, W], [H, W, 3], [3, H, W] or [1, 3, H, W], of uint8 or of float from 0 to 1";

/// Where the values of a picture lie in an array.
struct PixelLayout {
    std::string name;  ///< "[3, H, W]".
    std::int64_t height = 0;
    std::int64_t width = 0;
    int channels = 3;
    bool isPlanar = false;  ///< One channel after the other.

    [[nodiscard]] std::size_t place(int y, int x, int channel) const {
        const std::int64_t pixel = y * width + x;
        return static_cast<std::size_t>(isPlanar ? channel * height * width + pixel
                                                 : pixel * channels + channel);
    }
};

/// Of a name in a file: printable, and not long.
std::string shownName(const std::string& name) {
    constexpr std::size_t longest = 40;
    return printableAscii(name.substr(0, longest));
}

/// "[480, 640, 3]"
std::string shapeText(const std::vector<std::size_t>& shape) {
    std::string text;
    for (const std::size_t side : shape) text += (text.empty() ? "" : ", ") + std::to_string(side);
    return "[" + text + "]";
}

/// Nothing if it is no picture's shape. Throws Error if it is two.
std::optional<PixelLayout> pixelLayout(const std::vector<std::size_t>& shape) {
    const auto side = [&shape](std::size_t axis) { return static_cast<std::int64_t>(shape[axis]); };
    if (shape.size() == 2) return PixelLayout{"[H, W]", side(0), side(1), 1};
    constexpr bool planar = true;
    if (shape.size() == 4 && shape[0] == 1 && shape[1] == 3)
        return PixelLayout{"[1, 3, H, W]", side(2), side(3), 3, planar};
    if (shape.size() != 3) return std::nullopt;
    if (shape[0] == 3 && shape[2] == 3)
        throw Error("has the shape " + shapeText(shape) +
                    ", which can be read as [3, H, W] and as [H, W, 3]");
    if (shape[0] == 3) return PixelLayout{"[3, H, W]", side(1), side(2), 3, planar};
    if (shape[2] == 3) return PixelLayout{"[H, W, 3]", side(0), side(1)};
    return std::nullopt;
}

/// What NumPy calls the numbers that are read; empty for others.
std::string numberName(const std::string& dtype) {
    if (dtype == "|u1") return "uint8";
    if (dtype == "<f2") return "float16";
    if (dtype == "<f4") return "float32";
    return dtype == "<f8" ? "float64" : "";
}

std::uint8_t toLevel(std::uint8_t value) {
    return value;
}

/// Of [0, 1].
std::uint8_t toLevel(double value) {
    return static_cast<std::uint8_t>(std::lround(255 * value));
}

void requireUnitRange(double least, double most) {
    if (least >= 0 && most <= 1) return;
    const std::string remedy = least >= 0 && most <= 255
                                   ? "divide them by 255, or save them as uint8"
                                   : "undo the normalisation first";
    throw Error("has numbers from " + roundedText(least) + " to " + roundedText(most) +
                ", and those with fractions are read from 0 to 1: " + remedy);
}

template <typename Number>
void requireUnitRange(const std::vector<Number>& values) {
    double least = 0;
    double most = 0;
    for (const Number value : values) {
        const auto number = static_cast<double>(value);
        if (!std::isfinite(number)) throw Error("has values that are no finite numbers");
        least = std::min(least, number);
        most = std::max(most, number);
    }
    requireUnitRange(least, most);
}

void requireUnitRange(const std::vector<std::uint8_t>&) {}

template <typename Number>
cv::Mat samplesOf(ByteView npy, const PixelLayout& layout) {
    const std::vector<Number> values = arrayOfNpy<Number>(npy).values;
    requireUnitRange(values);
    cv::Mat samples = blankSamples(layout.width, layout.height, CV_8UC(layout.channels));
    for (int y = 0; y < samples.rows; ++y) {
        auto* to = samples.ptr<std::uint8_t>(y);
        for (int x = 0; x < samples.cols; ++x)
            for (int c = 0; c < layout.channels; ++c)
                *to++ = toLevel(values[layout.place(y, x, c)]);
    }
    return samples;
}

cv::Mat samplesOf(const std::string& number, ByteView npy, const PixelLayout& layout) {
    if (number == "uint8") return samplesOf<std::uint8_t>(npy, layout);
    if (number == "float16") return samplesOf<c10::Half>(npy, layout);
    if (number == "float32") return samplesOf<float>(npy, layout);
    return samplesOf<double>(npy, layout);
}

/// An array that is a picture, as its header says.
struct ArrayPicture {
    PixelLayout layout;
    std::string number;         ///< "float32".
    std::size_t byteCount = 0;  ///< Of the values.
};

/// Throws Error if it is none that is read.
ArrayPicture arrayPicture(const NpyHeader& header, std::int64_t mostPixels) {
    const std::string number = numberName(header.dtype);
    const auto layout = pixelLayout(header.shape);
    if (number.empty() || !layout)
        throw Error("is an array " + shapeText(header.shape) + " of " + shownName(header.dtype) +
                    "; " + wantedArrays);
    if (layout->width < 1 || layout->height < 1) throw Error("is an array without values");
    if (const std::string reason = tooLarge(layout->width, layout->height, mostPixels);
        !reason.empty())
        throw Error(reason);
    const std::int64_t bytesOfNumber = header.dtype.back() - '0';
    const std::int64_t byteCount =
        layout->height * layout->width * layout->channels * bytesOfNumber;
    constexpr std::int64_t mostBytes = std::int64_t{1} << 31;
    if (byteCount > mostBytes) throw Error("has more than 2 GiB of numbers; save it as uint8");
    return {*layout, number, static_cast<std::size_t>(byteCount)};
}

/// `subject`, "its array image ", begins the note; empty for a file that is the array.
Raster rasterOfArray(ByteView npy, const std::string& subject, std::int64_t mostPixels) {
    const auto [layout, number, byteCount] = arrayPicture(npyHeader(npy), mostPixels);
    Raster raster;
    raster.colours = layout.channels == 1 ? Raster::Colours::Grey : Raster::Colours::Rgb;
    raster.samples = samplesOf(number, npy, layout);
    raster.notes.push_back(subject + "is read as " + layout.name + " of " + number +
                           (number == "uint8" ? "" : " from 0 to 1, rounded to 8 bits"));
    return raster;
}

constexpr std::size_t longestNpyHeader = (1 << 16) + 10;  ///< Its size has 16 bits.

bool couldBePicture(const NpzReader& archive, const std::string& name) {
    try {
        const NpyHeader header = npyHeader(archive.head(name, longestNpyHeader));
        return !numberName(header.dtype).empty() && pixelLayout(header.shape).has_value();
    } catch (const Error&) {
        return false;
    }
}

/// The name of the archive's array that is the picture.
std::string pictureArrayName(const NpzReader& archive) {
    const std::vector<std::string> names = archive.names();
    constexpr std::size_t mostNames = 1000;
    if (names.size() > mostNames) throw Error("has thousands of arrays; save the picture alone");
    const auto has = [&names](const char* name) {
        return std::ranges::find(names, name) != names.end();
    };
    if (std::ranges::any_of(names, [](const auto& name) { return name.ends_with("attribution"); }))
        throw Error("is a result or a map and no picture; a result is given as --recipe");
    for (const char* name : {"image", "picture", "input"})
        if (has(name)) return name;
    std::string found;
    for (const std::string& name : names) {
        if (!couldBePicture(archive, name)) continue;
        if (!found.empty())
            throw Error("has several arrays that could be the picture; call the one image");
        found = name;
    }
    if (found.empty()) throw Error("has no array that is a picture; " + std::string(wantedArrays));
    return found;
}

}  // namespace

bool isArrayFile(ByteView head) {
    if (hasText(head, 0, "\x93NUMPY"sv)) return true;
    // The first entry of the archive: the length of its name, and the name.
    constexpr std::uint64_t lengthOffset = 26;
    constexpr std::uint64_t nameOffset = 30;
    constexpr auto ending = ".npy"sv;
    const std::uint64_t length = numberAt(head, lengthOffset, 2, Order::Little);
    return hasText(head, 0, "PK\3\4"sv) && length >= ending.size() &&
           hasText(head, nameOffset + length - ending.size(), ending);
}

Raster decodeArray(ByteView bytes, std::int64_t mostPixels) {
    if (hasText(bytes, 0, "\x93NUMPY"sv)) return rasterOfArray(bytes, "", mostPixels);
    const NpzReader archive{std::vector<std::uint8_t>(bytes.begin(), bytes.end())};
    const std::string name = pictureArrayName(archive);
    // Nothing is unpacked beyond what has been found to be a picture.
    const ArrayPicture said =
        arrayPicture(npyHeader(archive.head(name, longestNpyHeader)), mostPixels);
    const auto npy = archive.find(name, said.byteCount + longestNpyHeader);
    if (!npy) throw Error("is a damaged or truncated archive");
    return rasterOfArray(*npy, "its array " + shownName(name) + " ", mostPixels);
}

}  // namespace sigscope::io
