// jpeglib.h needs FILE.
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

#include <cstdlib>
#include <opencv2/core.hpp>

#include "engine/io/c_library_call.h"
#include "engine/io/colour_profile.h"
#include "engine/io/damaged_picture.h"
#include "engine/io/raster.h"

namespace sigscope::io {

namespace {

class JpegDecoder {
public:
    JpegDecoder() {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_jpeg.client_data = this;
        m_errors.error_exit = [](j_common_ptr jpeg) {
            format(jpeg, of(jpeg).m_call.reason());
            of(jpeg).m_call.fail();
        };
        m_errors.emit_message = [](j_common_ptr jpeg, int level) {
            if (jpeg->err->msg_code == JWRN_BOGUS_ICC)
                of(jpeg).m_isProfileDamaged = true;
            else if (level < 0 && isDamage(jpeg->err->msg_code))
                of(jpeg).keepWarning(jpeg);
        };
    }
    ~JpegDecoder() {
        jpeg_destroy_decompress(&m_jpeg);
        std::free(m_profile);
    }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;

    [[nodiscard]] Raster decode(ByteView bytes) {
        require(m_call.run([&] { begin(bytes); }));
        Raster raster;
        raster.colours = coloursOf(m_jpeg.out_color_space);
        raster.samples = blankSamples(m_jpeg.output_width, m_jpeg.output_height,
                                      CV_8UC(m_jpeg.out_color_components));
        require(m_call.run([&] { readRows(raster.samples); }));
        // As Adobe does, and all others after it: 255 is no ink.
        if (raster.colours == Raster::Colours::Cmyk)
            cv::bitwise_not(raster.samples, raster.samples);
        keepProfile(raster, {m_profile, m_profileSize});
        if (m_isProfileDamaged) raster.notes.emplace_back(unusableProfile);
        if (m_warning[0] != '\0')
            raster.notes.push_back("is damaged, parts of it may look otherwise (" +
                                   std::string(m_warning.data()) + ")");
        return raster;
    }

private:
    using Text = std::array<char, 256>;

    static JpegDecoder& of(j_common_ptr jpeg) {
        return *static_cast<JpegDecoder*>(jpeg->client_data);
    }

    static void format(j_common_ptr jpeg, Text& text) {
        std::array<char, JMSG_LENGTH_MAX> message{};
        jpeg->err->format_message(jpeg, message.data());
        std::snprintf(text.data(), text.size(), "%s", message.data());
    }

    /// Bytes between markers and unknown versions of Adobe's do no harm.
    static bool isDamage(int warning) {
        return warning != JWRN_EXTRANEOUS_DATA && warning != JWRN_ADOBE_XFORM;
    }

    void keepWarning(j_common_ptr jpeg) {
        if (m_warning[0] == '\0') format(jpeg, m_warning);
    }

    void require(bool good) {
        if (!good) throw damagedPicture(m_call.reason().data());
    }

    /// What libjpeg is to make of what is stored so.
    static J_COLOR_SPACE wanted(J_COLOR_SPACE stored) {
        if (stored == JCS_CMYK || stored == JCS_YCCK) return JCS_CMYK;
        return stored == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    }

    static Raster::Colours coloursOf(J_COLOR_SPACE space) {
        if (space == JCS_CMYK) return Raster::Colours::Cmyk;
        return space == JCS_GRAYSCALE ? Raster::Colours::Grey : Raster::Colours::Rgb;
    }

    void begin(ByteView bytes) {
        jpeg_create_decompress(&m_jpeg);
        jpeg_mem_src(&m_jpeg, bytes.data(), bytes.size());
        constexpr int profileMarker = JPEG_APP0 + 2;
        constexpr unsigned wholeMarker = 0xffff;
        jpeg_save_markers(&m_jpeg, profileMarker, wholeMarker);
        jpeg_read_header(&m_jpeg, TRUE);
        jpeg_read_icc_profile(&m_jpeg, &m_profile, &m_profileSize);
        m_jpeg.out_color_space = wanted(m_jpeg.jpeg_color_space);
        jpeg_start_decompress(&m_jpeg);
    }

    void readRows(cv::Mat& samples) {
        while (m_jpeg.output_scanline < m_jpeg.output_height) {
            JSAMPROW row = samples.ptr(static_cast<int>(m_jpeg.output_scanline));
            jpeg_read_scanlines(&m_jpeg, &row, 1);
        }
    }

    CLibraryCall m_call;
    jpeg_error_mgr m_errors{};
    jpeg_decompress_struct m_jpeg{};
    Text m_warning{};
    JOCTET* m_profile = nullptr;  ///< Of malloc.
    unsigned m_profileSize = 0;
    bool m_isProfileDamaged = false;
};

}  // namespace

Raster decodeJpeg(ByteView bytes) {
    return JpegDecoder().decode(bytes);
}

}  // namespace sigscope::io
