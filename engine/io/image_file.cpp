#include "engine/io/image_file.h"

#include <utility>

#include "engine/api/engine.h"
#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/file_bytes.h"
#include "engine/io/array_picture.h"
#include "engine/io/colour_profile.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster_image.h"
#include "engine/io/sha256.h"
#include "engine/io/unread_formats.h"

namespace sigscope::io {

namespace {

using Format = PictureHeader::Format;

constexpr FileLimit pictureLimit{(std::uint64_t{1} << 31) - 1, "picture"};

/// By what can be told before the file is read.
void requirePicture(const OpenFile& file) {
    if (isArrayFile(file.head())) return file.requireSize(pictureLimit);
    const auto header = readPictureHeader(file.head());
    if (!header) {
        const std::string format = unreadFormat(file.head());
        throw Error(file.name() + (format.empty()
                                       ? ": is no picture (JPEG, PNG, WebP, TIFF, BMP or "
                                         "JPEG 2000 is wanted)"
                                       : ": is " + format +
                                             ", which is not read; save the picture as "
                                             "PNG or JPEG"));
    }
    file.requireSize(pictureLimit);
    if (const std::string reason = tooLarge(header->width, header->height, largestPixelCount);
        !reason.empty())
        throw Error(file.name() + ": " + reason);
}

/// Throws Error, the end of a sentence; likewise below.
void requireWhole(const PictureHeader& header, std::int64_t mostPixels) {
    if (!header.complete) throw Error("is truncated, the end of the picture is missing");
    if (header.width <= 0 || header.height <= 0) throw Error("is damaged, its size is unknown");
    if (const std::string reason = tooLarge(header.width, header.height, mostPixels);
        !reason.empty())
        throw Error(reason);
}

Raster decode(ByteView bytes, Format format) {
    switch (format) {
        case Format::Jpeg:
            return decodeJpeg(bytes);
        case Format::Png:
            return decodePng(bytes);
        case Format::WebP:
            return decodeWebP(bytes);
        case Format::Tiff:
            return decodeTiff(bytes);
        case Format::Heif:
            return decodeHeif(bytes);
        case Format::Gif:
            return decodeGif(bytes);
        case Format::Bmp:
        case Format::Jpeg2000:
            break;
    }
    return decodeOther(bytes);
}

struct Decoded {
    Raster raster;
    int orientation = 1;  ///< Of EXIF.
};

Decoded decode(ByteView bytes, std::int64_t mostPixels) {
    if (isArrayFile(bytes)) return {decodeArray(bytes, mostPixels)};
    const auto header = readPictureHeader(bytes).value_or(PictureHeader());
    requireWhole(header, mostPixels);
    Decoded decoded{decode(bytes, header.format), header.orientation};
    if (header.animated) decoded.raster.notes.emplace_back(firstOfAnimation);
    // HEIF says how many bits are used.
    if (header.format != Format::Heif) noteFewBits(decoded.raster);
    return decoded;
}

}  // namespace

void requirePicture(const std::filesystem::path& file) {
    requirePicture(OpenFile(file));
}

LoadedPicture readPicture(const std::filesystem::path& file) {
    const OpenFile opened(file);
    requirePicture(opened);
    return decodePicture(opened.readAll(pictureLimit), opened.name());
}

LoadedPicture decodePicture(ByteView bytes, const std::string& name, std::int64_t mostPixels) {
    LoadedPicture picture;
    try {
        auto [raster, orientation] = decode(bytes, mostPixels);
        convertToSrgb(raster);
        noteTransparency(raster);
        for (const std::string& note : raster.notes) picture.notes.push_back(name + ": " + note);
        picture.image = toImage(std::move(raster), orientation);
    } catch (const Error& error) {
        throw Error(name + ": " + error.what());
    }
    picture.sha256 = sha256Of(bytes);
    return picture;
}

LoadedLabels readLabels(const std::filesystem::path& file) {
    const OpenFile opened(file);
    requirePicture(opened);
    const std::vector<std::uint8_t> bytes = opened.readAll(pictureLimit);
    LoadedLabels labels;
    try {
        if (pictureFormat(bytes) == Format::Jpeg)
            throw Error("is a JPEG, whose compression changes labels; save it as PNG");
        const Decoded decoded = decode(bytes, largestPixelCount);
        labels.image = toLabels(decoded.raster, decoded.orientation);
    } catch (const Error& error) {
        throw Error(opened.name() + ": " + error.what());
    }
    labels.sha256 = sha256Of(bytes);
    return labels;
}

Image readImage(const std::filesystem::path& file) {
    return readPicture(file).image;
}

}  // namespace sigscope::io

namespace sigscope {

Outcome<Image> readPictureFile(const std::filesystem::path& file) {
    try {
        return io::readImage(file);
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
