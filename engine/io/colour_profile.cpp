#include "engine/io/colour_profile.h"

#define CMS_NO_REGISTER_KEYWORD 1  // C++17 has none.
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <utility>

#include "engine/printable.h"

namespace sigscope::io {

namespace {

/// Those of printers have a few MiB, and a JPEG has no room for more.
constexpr std::size_t largestProfile = 16 << 20;

struct ProfileCloser {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using ProfileHandle = std::unique_ptr<void, ProfileCloser>;

struct TransformDeleter {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using TransformHandle = std::unique_ptr<void, TransformDeleter>;

cmsColorSpaceSignature spaceOf(Raster::Colours colours) {
    if (colours == Raster::Colours::Grey) return cmsSigGrayData;
    return colours == Raster::Colours::Rgb ? cmsSigRgbData : cmsSigCmykData;
}

/// Such samples as Little CMS calls them.
cmsUInt32Number formatOf(Raster::Colours colours, const cv::Mat& samples, Raster::Alpha alpha) {
    const bool transparent = alpha != Raster::Alpha::None;
    const cmsUInt32Number bytes = samples.depth() == CV_8U ? 1 : 2;
    const cmsUInt32Number format = BYTES_SH(bytes) | EXTRA_SH(transparent ? 1U : 0U);
    if (colours == Raster::Colours::Grey) return format | COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1U);
    if (colours == Raster::Colours::Rgb) return format | COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3U);
    return format | COLORSPACE_SH(PT_CMYK) | CHANNELS_SH(4U);
}

/// Relative colorimetric: what both profiles can show stays the same colour, and white becomes
/// white. Black point compensation: black becomes black, and shadows keep their steps. So browsers
/// show photographs.
TransformHandle transformToSrgb(cmsHPROFILE profile, const Raster& from, const cv::Mat& to) {
    const ProfileHandle srgb(cmsCreate_sRGBProfile());
    // Of 16 bits Little CMS would make tables, which are off by up to 20 of 255 levels where
    // colours are clipped; of 8 bits it computes with matrices.
    const cmsUInt32Number exactness = from.samples.depth() == CV_8U ? 0 : cmsFLAGS_NOOPTIMIZE;
    return TransformHandle(cmsCreateTransform(
        profile, formatOf(from.colours, from.samples, from.alpha), srgb.get(),
        formatOf(Raster::Colours::Rgb, to, from.alpha), INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA | exactness));
}

/// Red, green and blue of sRGB, and alpha where there is one; empty if the profile does not say
/// how.
cv::Mat inSrgb(cmsHPROFILE profile, const Raster& from) {
    const cv::Mat& samples = from.samples;
    const int channels = from.alpha == Raster::Alpha::None ? 3 : 4;
    cv::Mat to(samples.size(), CV_MAKETYPE(samples.depth(), channels));
    const TransformHandle transform = transformToSrgb(profile, from, to);
    if (!transform) return {};
    constexpr cmsUInt32Number noPlanes = 0;
    cmsDoTransformLineStride(
        transform.get(), samples.data, to.data, static_cast<cmsUInt32Number>(samples.cols),
        static_cast<cmsUInt32Number>(samples.rows), static_cast<cmsUInt32Number>(samples.step),
        static_cast<cmsUInt32Number>(to.step), noPlanes, noPlanes);
    return to;
}

/// Grey as red, green and blue; alpha stays.
void spreadGrey(Raster& raster) {
    const bool alpha = raster.alpha != Raster::Alpha::None;
    cv::Mat rgb(raster.samples.size(), CV_MAKETYPE(raster.samples.depth(), alpha ? 4 : 3));
    const std::array fromTo{0, 0, 0, 1, 0, 2, 1, 3};
    cv::mixChannels(&raster.samples, 1, &rgb, 1, fromTo.data(), alpha ? 4 : 3);
    raster.samples = std::move(rgb);
    raster.colours = Raster::Colours::Rgb;
}

/// Colours from all over what 8 bits can say: every grey, or each 15th level of all three.
Raster sampleColours(Raster::Colours colours) {
    Raster raster;
    raster.colours = colours;
    if (colours == Raster::Colours::Grey) {
        raster.samples.create(1, 256, CV_8UC1);
        for (int level = 0; level < 256; ++level)
            raster.samples.at<std::uint8_t>(0, level) = static_cast<std::uint8_t>(level);
        return raster;
    }
    constexpr int levels = 18;
    const auto level = [](int number) { return static_cast<std::uint8_t>(15 * number); };
    raster.samples.create(levels * levels, levels, CV_8UC3);
    for (int y = 0; y < raster.samples.rows; ++y)
        for (int x = 0; x < levels; ++x)
            raster.samples.at<cv::Vec3b>(y, x) = {level(y / levels), level(y % levels), level(x)};
    return raster;
}

/// Whether converting would change no colour by more than a level: profiles say the curve and the
/// primaries of sRGB with few digits, and what they are called says nothing of what they do.
bool isSrgbInEffect(cmsHPROFILE profile, Raster::Colours colours) {
    if (colours == Raster::Colours::Cmyk) return false;
    Raster own = sampleColours(colours);
    const cv::Mat converted = inSrgb(profile, own);
    if (colours == Raster::Colours::Grey) spreadGrey(own);
    return !converted.empty() && cv::norm(converted, own.samples, cv::NORM_INF) <= 1;
}

/// Divides the colours by alpha, which they were multiplied by: a profile is of colours alone.
template <typename Sample>
void divideByAlpha(cv::Mat& samples) {
    constexpr std::uint32_t most = std::numeric_limits<Sample>::max();
    const int channels = samples.channels();
    for (int y = 0; y < samples.rows; ++y) {
        auto* pixel = samples.ptr<Sample>(y);
        for (int x = 0; x < samples.cols; ++x, pixel += channels) {
            const std::uint32_t alpha = pixel[channels - 1];
            for (int c = 0; c < channels - 1 && alpha > 0; ++c)
                pixel[c] =
                    static_cast<Sample>(std::min(most, (pixel[c] * most + alpha / 2) / alpha));
        }
    }
}

void straighten(Raster& raster) {
    if (raster.alpha != Raster::Alpha::Associated) return;
    if (raster.samples.depth() == CV_8U)
        divideByAlpha<std::uint8_t>(raster.samples);
    else
        divideByAlpha<std::uint16_t>(raster.samples);
    raster.alpha = Raster::Alpha::Straight;
}

/// What the profile calls itself, one printable line.
std::string profileName(cmsHPROFILE profile) {
    std::array<char, 64> text{};
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(), text.size() - 1);
    std::string name = printableAscii(text.data());
    while (name.ends_with(' ')) name.pop_back();
    return name.empty() ? "a colour profile without a name" : name;
}

struct CurveFreer {
    void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};

/// IEC 61966-2-1: (x / 12.92) up to 0.04045, then ((x + 0.055) / 1.055)^2.4.
std::unique_ptr<cmsToneCurve, CurveFreer> srgbCurve() {
    constexpr std::array parameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    constexpr cmsInt32Number lineThenPower = 4;
    return std::unique_ptr<cmsToneCurve, CurveFreer>(
        cmsBuildParametricToneCurve(nullptr, lineThenPower, parameters.data()));
}

void callProfile(cmsHPROFILE profile, const std::string& name) {
    cmsMLU* const text = cmsMLUalloc(nullptr, 1);
    cmsMLUsetASCII(text, "en", "US", name.c_str());
    cmsWriteTag(profile, cmsSigProfileDescriptionTag, text);
    cmsMLUfree(text);
}

}  // namespace

std::vector<std::uint8_t> displayProfile(const DisplayColours& colours, const std::string& name) {
    const auto luminous = [](DisplayColours::Point point) {
        return cmsCIExyY{point.x, point.y, 1};
    };
    const cmsCIExyY white = luminous(colours.white);
    const cmsCIExyYTRIPLE primaries{luminous(colours.red), luminous(colours.green),
                                    luminous(colours.blue)};
    const auto curve = srgbCurve();
    const std::array curves{curve.get(), curve.get(), curve.get()};
    const ProfileHandle profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
    if (!profile) return {};
    callProfile(profile.get(), name);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile.get(), nullptr, &size);
    std::vector<std::uint8_t> bytes(size);
    if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) return {};
    return bytes;
}

void keepProfile(Raster& raster, ByteView profile) {
    if (profile.size() > largestProfile)
        raster.notes.emplace_back(unusableProfile);
    else
        raster.profile.assign(profile.begin(), profile.end());
}

void convertToSrgb(Raster& raster) {
    if (raster.profile.empty()) return;
    const ProfileHandle profile(cmsOpenProfileFromMem(
        raster.profile.data(), static_cast<cmsUInt32Number>(raster.profile.size())));
    if (profile && cmsGetColorSpace(profile.get()) == cmsSigRgbData &&
        raster.colours == Raster::Colours::Grey)
        spreadGrey(raster);
    if (!profile || cmsGetColorSpace(profile.get()) != spaceOf(raster.colours)) {
        raster.notes.emplace_back(unusableProfile);
        return;
    }
    if (isSrgbInEffect(profile.get(), raster.colours)) return;
    straighten(raster);
    const cv::Mat converted = inSrgb(profile.get(), raster);
    if (converted.empty()) {
        raster.notes.emplace_back(unusableProfile);
        return;
    }
    raster.samples = converted;
    raster.colours = Raster::Colours::Rgb;
    raster.notes.push_back("converted from " + profileName(profile.get()) + " to sRGB");
}

}  // namespace sigscope::io
