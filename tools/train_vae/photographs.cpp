#include "tools/train_vae/photographs.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"
#include "engine/io/image_file.h"

namespace sigscope::tools {

namespace {

constexpr int heldOutOf = 20;    ///< One photograph in so many.
constexpr int colourOneIn = 32;  ///< One crop in so many is a single colour.

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.is_regular_file(error)) files.push_back(entry.path());
    if (error) throw Error(folder.string() + ": " + error.message());
    // The order of a folder's entries is chance.
    std::ranges::sort(files);
    return files;
}

at::Tensor pixelsOf(const Image& image) {
    return at::from_blob(const_cast<std::uint8_t*>(image.pixels.data()),
                         {image.height, image.width, 3}, at::kByte)
        .permute({2, 0, 1})
        .contiguous();
}

/// A whole number in [0, end).
std::int64_t below(std::int64_t end, const at::Generator& random) {
    return at::randint(end, {}, random, at::kLong).item<std::int64_t>();
}

/// Black and white are met often: a third of the range lies beyond them.
at::Tensor colour(int side, const at::Generator& random) {
    const at::Tensor shade = at::rand({3, 1, 1}, random) * 1.5 - 0.25;
    return shade.clamp(0, 1).expand({3, side, side});
}

}  // namespace

Photographs::Photographs(const std::filesystem::path& folder, int crop) : m_crop(crop) {
    int index = 0;
    for (const std::filesystem::path& file : filesOf(folder)) {
        const Image image = io::readImage(file);
        if (image.width < crop || image.height < crop) continue;
        (index++ % heldOutOf == 0 ? m_heldOut : m_training).push_back(pixelsOf(image));
    }
    if (m_training.empty())
        throw Error(folder.string() + ": at least two photographs of " + std::to_string(crop) +
                    " × " + std::to_string(crop) + " pixels are needed");
}

at::Tensor Photographs::draw(int count, const at::Generator& random) const {
    std::vector<at::Tensor> crops;
    for (int i = 0; i < count; ++i)
        crops.push_back(below(colourOneIn, random) == 0 ? colour(m_crop, random) : drawOne(random));
    return at::stack(crops);
}

at::Tensor Photographs::drawOne(const at::Generator& random) const {
    const at::Tensor& photograph =
        m_training[below(static_cast<std::int64_t>(m_training.size()), random)];
    const std::int64_t top = below(photograph.size(1) - m_crop + 1, random);
    const std::int64_t left = below(photograph.size(2) - m_crop + 1, random);
    const at::Tensor crop = photograph.slice(1, top, top + m_crop).slice(2, left, left + m_crop);
    return (below(2, random) == 0 ? crop.flip(2) : crop).to(at::kFloat) / 255;
}

at::Tensor Photographs::patches(int side) const {
    std::vector<at::Tensor> all;
    for (const at::Tensor& photograph : m_training) {
        const std::int64_t rows = photograph.size(1) / side;
        const std::int64_t columns = photograph.size(2) / side;
        all.push_back(photograph.slice(1, 0, rows * side)
                          .slice(2, 0, columns * side)
                          .reshape({3, rows, side, columns, side})
                          .permute({1, 3, 0, 2, 4})
                          .reshape({rows * columns, 3 * side * side}));
    }
    return at::cat(all).to(at::kFloat) / 255;
}

}  // namespace sigscope::tools
