#include <algorithm>
#include <array>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "engine/error.h"
#include "engine/io/colour_profile.h"
#include "engine/io/raster.h"
#include "engine/io/tiff_samples.h"

namespace sigscope::io {

namespace {

struct Size {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

/// How a file says that its samples are to be understood.
struct Meaning {
    TiffLayout layout;
    int bits = 0;  ///< Of a sample.
    int photometric = 0;
    int extraSamples = 0;  ///< Of the samples, the last ones, which are no colours.
    Raster::Alpha alpha = Raster::Alpha::None;
    int alphaSample = 0;  ///< Where there is alpha.

    [[nodiscard]] int colourCount() const {
        return photometric == PHOTOMETRIC_RGB ? 3 : photometric == PHOTOMETRIC_SEPARATED ? 4 : 1;
    }
    /// Whether the samples are colours as they are; others are for libtiff to convert.
    [[nodiscard]] bool isPlain() const {
        return bits >= 8 &&
               (photometric == PHOTOMETRIC_RGB || photometric == PHOTOMETRIC_SEPARATED ||
                photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE);
    }
};

/// Only a sample that the file calls alpha is alpha: a fourth one may be infrared.
void findAlpha(const TiffFile& file, Meaning& meaning) {
    std::uint16_t count = 0;
    const std::uint16_t* kinds = nullptr;
    TIFFGetFieldDefaulted(file.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds);
    meaning.extraSamples = count;
    for (int i = 0; i < count; ++i) {
        if (kinds[i] == EXTRASAMPLE_UNSPECIFIED) continue;
        meaning.alpha = kinds[i] == EXTRASAMPLE_ASSOCALPHA ? Raster::Alpha::Associated
                                                           : Raster::Alpha::Straight;
        meaning.alphaSample = meaning.layout.samples - count + i;
        return;
    }
}

/// libtiff has no default for it: 0 would be white.
void requirePhotometric(const TiffFile& file) {
    std::uint16_t photometric = 0;
    if (TIFFGetField(file.get(), TIFFTAG_PHOTOMETRIC, &photometric) == 0)
        throw Error(
            "does not say what its samples are, whether 0 is black or white (the tag "
            "PhotometricInterpretation is missing); save it anew");
}

/// Whose white libtiff does not convert: greys would become yellowish.
bool isOfLightness(int photometric) {
    constexpr std::array kinds{PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB, PHOTOMETRIC_ITULAB,
                               PHOTOMETRIC_LOGL, PHOTOMETRIC_LOGLUV};
    return std::ranges::find(kinds, photometric) != kinds.end();
}

void requireReadable(const TiffFile& file, const Meaning& meaning) {
    requirePhotometric(file);
    if (isOfLightness(meaning.photometric))
        throw Error(
            "has colours as lightness and hue (CIELAB or LogLuv), which are not read; "
            "convert it to RGB first");
    if ((file.field<std::uint32_t>(TIFFTAG_SUBFILETYPE) & FILETYPE_REDUCEDIMAGE) != 0)
        throw Error(
            "begins with a small preview, as the raw photographs of cameras do; save the "
            "photograph "
            "itself as TIFF, PNG or JPEG");
    const auto format = file.field<std::uint16_t>(TIFFTAG_SAMPLEFORMAT);
    const bool whole = format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID;
    const bool depth = meaning.bits == 1 || meaning.bits == 2 || meaning.bits == 4 ||
                       meaning.bits == 8 || meaning.bits == 16;
    if (!whole || !depth)
        throw Error("has pixels of neither 8 nor 16 bits but of " + std::to_string(meaning.bits) +
                    (whole ? "" : ", signed or with fractions") + "; convert it first");
    if (meaning.isPlain() && meaning.layout.samples - meaning.extraSamples < meaning.colourCount())
        throw Error("is damaged, a pixel has fewer samples than colours");
    if (meaning.isPlain() && meaning.colourCount() == 1 && meaning.layout.samples > 2)
        throw Error("has " + std::to_string(meaning.layout.samples) +
                    " channels and does not say which are red, green and blue; save those three");
    if (meaning.photometric == PHOTOMETRIC_SEPARATED &&
        file.field<std::uint16_t>(TIFFTAG_INKSET) != INKSET_CMYK)
        throw Error("is of inks other than cyan, magenta, yellow and black; convert it first");
}

Meaning meaningOf(const TiffFile& file) {
    Meaning meaning;
    meaning.bits = file.field<std::uint16_t>(TIFFTAG_BITSPERSAMPLE);
    meaning.layout.samples = file.field<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL);
    meaning.photometric = file.field<std::uint16_t>(TIFFTAG_PHOTOMETRIC);
    meaning.layout.separate =
        meaning.layout.samples > 1 &&
        file.field<std::uint16_t>(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
    findAlpha(file, meaning);
    requireReadable(file, meaning);
    return meaning;
}

std::string colourNames(const Raster& raster) {
    const bool alpha = raster.alpha != Raster::Alpha::None;
    const std::string transparency = alpha ? " and transparency are" : "";
    if (raster.colours == Raster::Colours::Grey) return "grey" + (alpha ? transparency : " is");
    const bool rgb = raster.colours == Raster::Colours::Rgb;
    const std::string last = rgb ? "blue" : "black";
    return std::string(rgb ? "red, green" : "cyan, magenta, yellow") +
           (alpha ? ", " + last + transparency : " and " + last + " are");
}

/// Samples that are colours as they are.
Raster readPlain(const TiffFile& file, const Meaning& meaning, Size size) {
    Raster raster;
    raster.colours = meaning.photometric == PHOTOMETRIC_RGB         ? Raster::Colours::Rgb
                     : meaning.photometric == PHOTOMETRIC_SEPARATED ? Raster::Colours::Cmyk
                                                                    : Raster::Colours::Grey;
    raster.alpha = meaning.alpha;
    std::vector<int> samples;
    for (int i = 0; i < meaning.colourCount(); ++i) samples.push_back(i);
    if (meaning.alpha != Raster::Alpha::None) samples.push_back(meaning.alphaSample);
    const int channels = static_cast<int>(samples.size());
    const int depth = meaning.bits == 8 ? CV_8U : CV_16U;
    raster.samples = blankSamples(size.width, size.height, CV_MAKETYPE(depth, channels));
    readTiffSamples(file, meaning.layout, samples, raster.samples);
    if (meaning.photometric == PHOTOMETRIC_MINISWHITE) {
        if (meaning.alpha != Raster::Alpha::None)
            throw Error("has 0 as white and transparency at once; convert it first");
        cv::bitwise_not(raster.samples, raster.samples);
    }
    if (meaning.layout.samples > channels)
        raster.notes.push_back("has " + std::to_string(meaning.layout.samples) +
                               " channels, of which only " + colourNames(raster) + " taken");
    return raster;
}

/// Palettes, few bits, luminance with colour differences and the like, as libtiff converts them, to
/// colours of 8 bits that are multiplied by alpha.
Raster readConverted(const TiffFile& file, const Meaning& meaning, Size size) {
    std::array<char, 1024> reason{};
    if (!TIFFRGBAImageOK(file.get(), reason.data()))
        throw Error("is of a kind of TIFF that is not read (" + std::string(reason.data()) +
                    "); convert it first");
    TIFFRGBAImage image;
    constexpr int stopAtErrors = 1;
    if (!TIFFRGBAImageBegin(&image, file.get(), stopAtErrors, reason.data())) file.fail();
    const std::unique_ptr<TIFFRGBAImage, void (*)(TIFFRGBAImage*)> ended(&image, TIFFRGBAImageEnd);
    image.req_orientation = image.orientation;  // It is turned later, as all formats are.
    Raster raster{blankSamples(size.width, size.height, CV_8UC4)};
    raster.alpha = meaning.alpha == Raster::Alpha::None || image.alpha == 0
                       ? Raster::Alpha::None
                       : Raster::Alpha::Associated;
    if (!TIFFRGBAImageGet(&image, reinterpret_cast<std::uint32_t*>(raster.samples.data), size.width,
                          size.height))
        file.fail();
    if (raster.alpha == Raster::Alpha::None)
        cv::cvtColor(raster.samples, raster.samples, cv::COLOR_RGBA2RGB);
    return raster;
}

ByteView embeddedProfile(const TiffFile& file) {
    std::uint32_t size = 0;
    const void* profile = nullptr;
    if (TIFFGetField(file.get(), TIFFTAG_ICCPROFILE, &size, &profile) == 0) return {};
    return {static_cast<const std::uint8_t*>(profile), size};
}

}  // namespace

Raster decodeTiff(ByteView bytes) {
    const TiffFile file(bytes);
    const Size size{file.field<std::uint32_t>(TIFFTAG_IMAGEWIDTH),
                    file.field<std::uint32_t>(TIFFTAG_IMAGELENGTH)};
    const Meaning meaning = meaningOf(file);
    Raster raster =
        meaning.isPlain() ? readPlain(file, meaning, size) : readConverted(file, meaning, size);
    keepProfile(raster, embeddedProfile(file));
    while (TIFFReadDirectory(file.get()))
        if ((file.field<std::uint32_t>(TIFFTAG_SUBFILETYPE) &
             (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0) {
            raster.notes.emplace_back("holds several pictures, of which the first is taken");
            break;
        }
    return raster;
}

}  // namespace sigscope::io
