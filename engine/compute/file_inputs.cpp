#include "engine/compute/file_inputs.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdlib>

#include "engine/api/request_files.h"
#include "engine/compute/picture_bank.h"
#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "engine/models/model_registry.h"
#include "engine/segmentation/labels_within.h"

namespace sigscope::compute {

namespace fs = std::filesystem;

namespace {

/// The files of a bank: see AuxiliaryInputs::references.
std::vector<fs::path> filesOf(const std::string& bank) {
    if (bank.empty()) return picturesIn(ownFiles("references"), "references");
    if (std::error_code ignored; fs::is_directory(bank, ignored))
        return picturesIn(bank, "references");
    return namedFiles(bank);
}

/// Throws Error unless the labels have the proportions of the picture, whose sides may have been
/// rounded to whole pixels.
void requireShape(const io::LabelImage& labels, const Image& picture, const std::string& file) {
    const std::int64_t across = std::int64_t{labels.width} * picture.height;
    const std::int64_t down = std::int64_t{labels.height} * picture.width;
    if (std::abs(across - down) <= std::max(picture.width, picture.height)) return;
    const auto text = [](int width, int height) {
        return std::to_string(width) + " × " + std::to_string(height);
    };
    throw Error(file + ": has " + text(labels.width, labels.height) +
                " labels, which is not the shape of the picture that they divide, " +
                text(picture.width, picture.height));
}

}  // namespace

fs::path ownFiles(const std::string& parameter) {
    return models::resourceFolder() / (parameter == "vae" ? "autoencoders" : "samples");
}

fs::path autoencoderFile(const std::string& file) {
    return file.empty() ? ownFiles("vae") / "compact-vae.safetensors" : fs::path(file);
}

FileInputs::FileInputs(ComputeContext& context, fs::path image)
    : m_context(context), m_image(std::move(image)) {}

std::shared_ptr<const models::Autoencoder> FileInputs::autoencoder(const std::string& file,
                                                                   const Problem& problem) {
    const models::Classifier& classifier = *problem.classifier;
    const fs::path weights = autoencoderFile(file);
    auto autoencoder = m_context.autoencoder(weights.string(), classifier.device, classifier.dtype);
    // Once for each of several baselines.
    if (std::ranges::find(m_used, "vae", &AuxiliaryFile::parameter) == m_used.end())
        m_used.push_back({"vae", weights.filename().string(), m_context.autoencoderSha256()});
    return autoencoder;
}

std::shared_ptr<const models::Denoiser> FileInputs::denoiser(const std::string& file,
                                                             const Problem& problem) {
    if (file.empty())
        throw Error(
            "diffusion: needs the weights file of a diffusion model (--diffusion FILE), none comes "
            "with the program");
    const models::Classifier& classifier = *problem.classifier;
    auto denoiser = m_context.denoiser(file, classifier.device, classifier.dtype);
    m_used.push_back({"diffusion", fs::path(file).filename().string(), m_context.denoiserSha256()});
    return denoiser;
}

at::Tensor FileInputs::references(const std::string& bank, int count, std::int64_t seed,
                                  const Problem& problem) {
    std::vector<fs::path> files = filesOf(bank);
    takeOut(files, m_image);
    if (files.empty())
        throw Error("references: " + (bank.empty() ? "the samples are not installed" : bank) +
                    ": there is no picture in it beside the explained one");
    const models::Classifier& classifier = *problem.classifier;
    std::vector<at::Tensor> inputs;
    for (const fs::path& file : drawn(std::move(files), count, seed)) {
        const io::LoadedPicture picture = io::readPicture(file);
        const models::Crop crop =
            models::resizeAndCrop(picture.image, classifier.preprocessing, file.string());
        const at::Tensor raw = models::toRaw(crop.image, classifier.dtype).to(classifier.device);
        inputs.push_back(models::normalise(raw, classifier.preprocessing));
        m_used.push_back({"references", file.filename().string(), picture.sha256});
    }
    return at::stack(inputs);
}

at::Tensor FileInputs::labels(const std::string& file, const Problem& problem) {
    const io::LoadedLabels read = io::readLabels(file);
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const auto explained = m_context.picture(m_image);
    const Image& picture = explained->image;
    requireShape(read.image, picture, file);
    const Rect seen = m_context.inputs().crop(explained, preprocessing, m_image.string()).region;
    const double right = static_cast<double>(read.image.width) / picture.width;
    const double down = static_cast<double>(read.image.height) / picture.height;
    // Once for each of several baselines.
    if (std::ranges::find(m_used, "labels", &AuxiliaryFile::parameter) == m_used.end())
        m_used.push_back({"labels", fs::path(file).filename().string(), read.sha256});
    return segmentation::labelsWithin(
        read.image, {seen.x * right, seen.y * down, seen.width * right, seen.height * down},
        preprocessing.inputSize.height, preprocessing.inputSize.width);
}

}  // namespace sigscope::compute
