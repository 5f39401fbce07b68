#include "engine/run/file_supplies.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <random>
#include <sstream>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "engine/models/model_registry.h"

namespace sigscope::run {

namespace fs = std::filesystem;

namespace {

bool looksLikePicture(const fs::path& file) {
    static constexpr std::array endings{".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"};
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::ranges::find(endings, ending) != endings.end();
}

std::vector<fs::path> picturesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file(error) && looksLikePicture(entry.path()))
            files.push_back(entry.path());
    if (error) throw Error("references: " + folder.string() + ": " + error.message());
    // The order of a folder's entries is chance.
    std::ranges::sort(files);
    return files;
}

/// The files of a bank: see Supplies::references.
std::vector<fs::path> filesOf(const std::string& bank) {
    if (bank.empty()) return picturesIn(ownSupplies("references"));
    if (std::error_code ignored; fs::is_directory(bank, ignored)) return picturesIn(bank);
    std::vector<fs::path> files;
    std::istringstream list(bank);
    for (std::string file; std::getline(list, file, ';');)
        if (!file.empty()) files.emplace_back(file);
    return files;
}

/// The first `count` of the list as the seed shuffles it, in the list's order: drawing from what
/// was drawn changes nothing. Own arithmetic: distributions differ from one library to another.
std::vector<fs::path> drawn(std::vector<fs::path> files, int count, std::int64_t seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    const std::size_t wanted = std::min(files.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < wanted; ++i)
        std::swap(files[i], files[i + random() % (files.size() - i)]);
    files.resize(wanted);
    std::ranges::sort(files);
    return files;
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
    m_used.push_back({"vae", weights.filename().string(), io::sha256OfFile(weights)});
    return autoencoder;
}

at::Tensor FileSupplies::references(const std::string& bank, int count, std::int64_t seed,
                                    const Problem& problem) {
    std::vector<fs::path> files = filesOf(bank);
    std::erase_if(files, [this](const fs::path& file) {
        std::error_code ignored;
        return fs::equivalent(file, m_image, ignored);
    });
    if (files.empty())
        throw Error("references: " + (bank.empty() ? "the samples are not installed" : bank) +
                    ": there is no picture in it beside the explained one");
    const models::Classifier& classifier = *problem.classifier;
    std::vector<at::Tensor> inputs;
    for (const fs::path& file : drawn(std::move(files), count, seed)) {
        const models::Crop crop =
            models::resizeAndCrop(io::readImage(file), classifier.preprocessing);
        const at::Tensor raw = models::toRaw(crop.image).to(classifier.device, classifier.dtype);
        inputs.push_back(models::normalise(raw, classifier.preprocessing));
        m_used.push_back({"references", file.filename().string(), io::sha256OfFile(file)});
    }
    return at::stack(inputs);
}

}  // namespace sigscope::run
