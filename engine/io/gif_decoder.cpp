#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "engine/io/damaged_picture.h"
#include "engine/io/raster.h"

namespace sigscope::io {

namespace {

struct GifCloser {
    void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};

int takeGifBytes(GifFileType* file, GifByteType* to, int count) {
    auto& rest = *static_cast<ByteView*>(file->UserData);
    const std::size_t there = std::min(rest.size(), static_cast<std::size_t>(count));
    std::copy_n(rest.data(), there, to);
    rest = rest.subspan(there);
    return static_cast<int>(there);
}

/// The rows of a picture in the order in which the file has them.
std::vector<int> gifRows(const GifImageDesc& picture) {
    std::vector<int> rows;
    const auto take = [&](int first, int step) {
        for (int row = first; row < picture.Height; row += step) rows.push_back(row);
    };
    if (!picture.Interlace) {
        take(0, 1);
        return rows;
    }
    for (const auto& [first, step] : {std::pair(0, 8), {4, 8}, {2, 4}, {1, 2}}) take(first, step);
    return rows;
}

/// Takes the first picture; what it does not cover of the whole is transparent.
class GifDecoder {
public:
    explicit GifDecoder(ByteView bytes) : m_rest(bytes) {
        int error = 0;
        m_file.reset(DGifOpen(&m_rest, takeGifBytes, &error));
        require(m_file != nullptr);
    }

    Raster decode() {
        Raster raster{blankSamples(m_file->SWidth, m_file->SHeight, CV_8UC4)};
        raster.samples.setTo(cv::Scalar::all(0));
        raster.alpha = Raster::Alpha::Straight;
        bool taken = false;
        for (auto record = nextRecord(); record != TERMINATE_RECORD_TYPE; record = nextRecord()) {
            if (record == EXTENSION_RECORD_TYPE) readExtension();
            if (record != IMAGE_DESC_RECORD_TYPE) continue;
            if (taken) {
                raster.notes.emplace_back(firstOfAnimation);
                break;
            }
            readPicture(raster.samples);
            taken = true;
        }
        require(taken);
        return raster;
    }

private:
    static void require(bool good) {
        if (!good) throw damagedPicture();
    }

    GifRecordType nextRecord() {
        GifRecordType record = UNDEFINED_RECORD_TYPE;
        require(DGifGetRecordType(m_file.get(), &record) == GIF_OK);
        return record;
    }

    /// Which index is transparent in the picture that follows may stand here.
    void readExtension() {
        int code = 0;
        GifByteType* block = nullptr;
        require(DGifGetExtension(m_file.get(), &code, &block) == GIF_OK);
        while (block) {
            GraphicsControlBlock control;
            // The first byte is the size.
            if (code == GRAPHICS_EXT_FUNC_CODE &&
                DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
                m_transparent = control.TransparentColor;
            require(DGifGetExtensionNext(m_file.get(), &block) == GIF_OK);
        }
    }

    void readPicture(cv::Mat& whole) {
        require(DGifGetImageDesc(m_file.get()) == GIF_OK);
        const GifImageDesc& picture = m_file->Image;
        require(picture.Left >= 0 && picture.Top >= 0 && picture.Width > 0 && picture.Height > 0 &&
                picture.Left + picture.Width <= whole.cols &&
                picture.Top + picture.Height <= whole.rows);
        const ColorMapObject* colours = picture.ColorMap ? picture.ColorMap : m_file->SColorMap;
        require(colours != nullptr);
        std::vector<GifPixelType> line(static_cast<std::size_t>(picture.Width));
        for (const int row : gifRows(picture)) {
            require(DGifGetLine(m_file.get(), line.data(), picture.Width) == GIF_OK);
            auto* pixel = whole.ptr<cv::Vec4b>(picture.Top + row) + picture.Left;
            for (const GifPixelType index : line) *pixel++ = colourOf(*colours, index);
        }
    }

    [[nodiscard]] cv::Vec4b colourOf(const ColorMapObject& colours, int index) const {
        if (index == m_transparent) return {0, 0, 0, 0};
        require(index < colours.ColorCount);
        const GifColorType& colour = colours.Colors[index];
        return {colour.Red, colour.Green, colour.Blue, 255};
    }

    ByteView m_rest;
    std::unique_ptr<GifFileType, GifCloser> m_file;
    int m_transparent = NO_TRANSPARENT_COLOR;
};

}  // namespace

Raster decodeGif(ByteView bytes) {
    return GifDecoder(bytes).decode();
}

}  // namespace sigscope::io
