#pragma once

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/image.h"
#include "engine/compute/cost_model.h"
#include "engine/compute/input_cache.h"
#include "engine/models/autoencoder.h"
#include "engine/models/classifier.h"
#include "engine/models/denoiser.h"
#include "engine/paths/spectral/decomposition_cache.h"
#include "engine/store/file_stamp.h"

namespace sigscope::compute {

/// A file's picture, kept until another file is asked for or the file changes.
class PictureCache {
public:
    /// Throws Error.
    [[nodiscard]] std::shared_ptr<const LoadedPicture> get(const std::filesystem::path& file);

private:
    std::string m_key;
    std::shared_ptr<const LoadedPicture> m_picture;
};

/// What runs share: the last pictures, the last model and what evaluations cost. Belongs to the
/// compute thread. A file is read again when its time or size has changed.
class ComputeContext {
public:
    /// `cacheFolder`: for what is worth remembering beyond this process; nothing is if it is empty.
    explicit ComputeContext(const std::filesystem::path& cacheFolder = {})
        : m_costs(cacheFolder.empty() ? cacheFolder : cacheFolder / "costs.json") {}

    /// Throws Error.
    [[nodiscard]] std::shared_ptr<const LoadedPicture> picture(const std::filesystem::path& file) {
        return m_pictures.get(file);
    }
    [[nodiscard]] std::shared_ptr<const LoadedPicture> baselinePicture(
        const std::filesystem::path& file) {
        return m_baselinePictures.get(file);
    }
    /// `weightsRead` is called once they are, which they are only if the model is not here yet.
    [[nodiscard]] std::shared_ptr<const models::Classifier> classifier(
        const models::ModelChoice& choice, c10::Device device, models::Precision precision,
        const std::function<void()>& weightsRead);

    [[nodiscard]] std::shared_ptr<const models::Autoencoder> autoencoder(const std::string& file,
                                                                         c10::Device device,
                                                                         c10::ScalarType dtype);

    [[nodiscard]] std::shared_ptr<const models::Denoiser> denoiser(const std::string& file,
                                                                   c10::Device device,
                                                                   c10::ScalarType dtype);

    /// SHA-256 of the weights that the last autoencoder() has; likewise of the last denoiser().
    [[nodiscard]] const std::string& autoencoderSha256() const { return m_autoencoder.sha256; }
    [[nodiscard]] const std::string& denoiserSha256() const { return m_denoiser.sha256; }

    /// SHA-256 of the weights that the last classifier() has, whatever became of their file.
    [[nodiscard]] const std::string& classifierSha256() const { return m_classifierSha256; }

    /// The files beside its own that the last classifier()'s weights lie in, as they were read.
    [[nodiscard]] const std::vector<store::FileState>& classifierFurtherFiles() const {
        return m_classifierFurther;
    }

    [[nodiscard]] CostModel& costs() { return m_costs; }

    [[nodiscard]] InputCache& inputs() { return m_inputs; }

    [[nodiscard]] paths::DecompositionCache& decompositions() { return m_decompositions; }

private:
    /// The last network of its kind, with what it was read from and where to.
    template <typename Product>
    struct Kept {
        std::string key{};
        std::shared_ptr<const Product> product{};
        std::string sha256{};
    };

    PictureCache m_pictures;
    PictureCache m_baselinePictures;
    std::string m_classifierKey;
    std::shared_ptr<const models::Classifier> m_classifier;
    std::string m_classifierSha256;
    std::vector<store::FileState> m_classifierFurther;
    Kept<models::Autoencoder> m_autoencoder;
    Kept<models::Denoiser> m_denoiser;
    CostModel m_costs;
    InputCache m_inputs;
    paths::DecompositionCache m_decompositions;
};

}  // namespace sigscope::compute
