#include "engine/io/image_file.h"

#include <utility>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/colour_profile.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster_image.h"
#include "engine/io/sha256.h"
#include "engine/io/unread_formats.h"

namespace sigscope::io {

namespace {

using Format = PictureHeader::Format;

const FileLimit pictureLimit{(std::uint64_t{1} << 31) - 1, "picture"};

void requireFewPixels(const PictureHeader& header, const std::string& name,
                      std::int64_t mostPixels = largestPixelCount) {
    if (header.height > 0 && header.width > mostPixels / header.height)
        throw Error(name + ": is too large: " + std::to_string(header.width) + " × " +
                    std::to_string(header.height) + " pixels, at most " +
                    std::to_string(mostPixels / 1'000'000) + " million are opened");
}

/// By what can be told before the file is read.
void requirePicture(const OpenFile& file) {
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
    requireFewPixels(*header, file.name());
}

void requireWhole(const PictureHeader& header, const std::string& name, std::int64_t mostPixels) {
    if (header.animated) throw Error(name + ": is an animation, save the picture you mean as PNG");
    if (!header.complete) throw Error(name + ": is truncated, the end of the picture is missing");
    if (header.width <= 0 || header.height <= 0)
        throw Error(name + ": is damaged, its size is unknown");
    requireFewPixels(header, name, mostPixels);
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
        case Format::Bmp:
        case Format::Jpeg2000:
            break;
    }
    return decodeOther(bytes);
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
    const auto header = readPictureHeader(bytes).value_or(PictureHeader());
    requireWhole(header, name, mostPixels);
    LoadedPicture picture;
    try {
        Raster raster = decode(bytes, header.format);
        // HEIF says how many bits are used.
        if (header.format != Format::Heif) noteFewBits(raster);
        convertToSrgb(raster);
        for (const std::string& note : raster.notes) picture.notes.push_back(name + ": " + note);
        picture.image = toImage(std::move(raster), header.orientation);
    } catch (const Error& error) {
        throw Error(name + ": " + error.what());
    }
    picture.sha256 = sha256Of(bytes);
    return picture;
}

Image readImage(const std::filesystem::path& file) {
    return readPicture(file).image;
}

}  // namespace sigscope::io
