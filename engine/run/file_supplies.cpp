#include "engine/run/file_supplies.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/api/request_files.h"
#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "engine/models/model_registry.h"
#include "engine/run/picture_bank.h"

namespace sigscope::run {

namespace fs = std::filesystem;

namespace {

/// The files of a bank: see Supplies::references.
std::vector<fs::path> filesOf(const std::string& bank) {
    if (bank.empty()) return picturesIn(ownSupplies("references"), "references");
    if (std::error_code ignored; fs::is_directory(bank, ignored))
        return picturesIn(bank, "references");
    return namedFiles(bank);
}

}  // namespace

fs::path ownSupplies(const std::string& parameter) {
    return models::resourceFolder() / (parameter == "vae" ? "autoencoders" : "samples");
}

fs::path autoencoderFile(const std::string& file) {
    return file.empty() ? ownSupplies("vae") / "compact-vae.safetensors" : fs::path(file);
}

FileSupplies::FileSupplies(Workshop& workshop, fs::path image)
    : m_workshop(workshop), m_image(std::move(image)) {}

std::shared_ptr<const models::Autoencoder> FileSupplies::autoencoder(const std::string& file,
                                                                     const Problem& problem) {
    const models::Classifier& classifier = *problem.classifier;
    const fs::path weights = autoencoderFile(file);
    auto autoencoder =
        m_workshop.autoencoder(weights.string(), classifier.device, classifier.dtype);
    // Once for each of several baselines.
    if (std::ranges::find(m_used, "vae", &SuppliedFile::parameter) == m_used.end())
        m_used.push_back({"vae", weights.filename().string(), m_workshop.autoencoderSha256()});
    return autoencoder;
}

at::Tensor FileSupplies::references(const std::string& bank, int count, std::int64_t seed,
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

}  // namespace sigscope::run
