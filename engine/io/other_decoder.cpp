#include <iostream>
#include <mutex>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/error.h"
#include "engine/io/bmp_masks.h"
#include "engine/io/damaged_picture.h"
#include "engine/io/embedded_profile.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster.h"

namespace sigscope::io {

namespace {

/// While it lives nothing of std::cerr is shown: OpenCV writes there, whatever its log level is,
/// when a decoder fails.
class Hush {
public:
    Hush() : m_alone(turn()), m_shown(std::cerr.rdbuf(nullptr)) {}
    ~Hush() {
        std::cerr.rdbuf(m_shown);
        std::cerr.clear();
    }
    Hush(const Hush&) = delete;
    Hush& operator=(const Hush&) = delete;

private:
    /// Of two threads that decode, the second would keep what the first has put in its place.
    static std::mutex& turn() {
        static std::mutex one;
        return one;
    }

    std::scoped_lock<std::mutex> m_alone;
    std::streambuf* m_shown;
};

}  // namespace

Raster decodeOther(ByteView bytes) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1,
                          const_cast<std::uint8_t*>(bytes.data()));
    const bool isBmp = pictureFormat(bytes) == PictureHeader::Format::Bmp;
    if (auto masked = isBmp ? decodeMaskedBmp(bytes) : std::nullopt) {
        keepBmpProfile(*masked, bytes);
        return *std::move(masked);
    }
    // OpenCV takes OS/2's colours for grey unless it is told otherwise.
    const int flags = isBmp && isOs2Bitmap(bytes) ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED;
    Raster raster;
    try {
        const Hush hush;
        raster.samples = cv::imdecode(encoded, flags);
    } catch (const cv::Exception&) {
        raster.samples.release();
    }
    const int channels = raster.samples.empty() ? 0 : raster.samples.channels();
    if (channels == 0) throw damagedPicture();
    if (channels == 2) throw Error("has two colour channels, convert it first");
    if (channels == 1) raster.colours = Raster::Colours::Grey;
    if (channels == 3) cv::cvtColor(raster.samples, raster.samples, cv::COLOR_BGR2RGB);
    if (channels == 4) {
        cv::cvtColor(raster.samples, raster.samples, cv::COLOR_BGRA2RGBA);
        raster.alpha = Raster::Alpha::Straight;
    }
    // OpenCV knows no profiles.
    if (isBmp)
        keepBmpProfile(raster, bytes);
    else
        keepJpeg2000Profile(raster, bytes);
    return raster;
}

}  // namespace sigscope::io
