#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "engine/io/tiff_file.h"

namespace sigscope::io {

struct TiffLayout {
    int samples = 0;        ///< Of a pixel.
    bool separate = false;  ///< In planes of one sample each.
};

/// Reads the samples with these numbers, which become the channels of `to`, a matrix of the
/// picture's size and depth (8 or 16 bits). Throws Error, the end of a sentence.
void readTiffSamples(const TiffFile& file, const TiffLayout& layout,
                     const std::vector<int>& samples, cv::Mat& to);

}  // namespace sigscope::io
