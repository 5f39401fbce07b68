#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/compute/compute_context.h"
#include "engine/problem/auxiliary_inputs.h"

namespace sigscope::compute {

/// A file that a method was supplied with.
struct AuxiliaryFile {
    std::string parameter;  ///< That names it: "vae", "references".
    std::string name;       ///< Without its folder.
    std::string sha256;
};

/// The folder of what the program brings along for a parameter that names files.
[[nodiscard]] std::filesystem::path ownFiles(const std::string& parameter);

/// The weights file that AuxiliaryInputs::autoencoder means by `file`.
[[nodiscard]] std::filesystem::path autoencoderFile(const std::string& file);

/// AuxiliaryInputs from files, remembered for the recipe.
class FileInputs final : public AuxiliaryInputs {
public:
    /// `image` is the picture that is explained: never a reference of itself. The context must
    /// outlive this.
    FileInputs(ComputeContext& context, std::filesystem::path image);

    [[nodiscard]] std::shared_ptr<const models::Autoencoder> autoencoder(
        const std::string& file, const Problem& problem) override;
    [[nodiscard]] std::shared_ptr<const models::Denoiser> denoiser(const std::string& file,
                                                                   const Problem& problem) override;
    [[nodiscard]] at::Tensor references(const std::string& bank, int count, std::int64_t seed,
                                        const Problem& problem) override;
    [[nodiscard]] at::Tensor labels(const std::string& file, const Problem& problem) override;

    [[nodiscard]] const std::vector<AuxiliaryFile>& used() const { return m_used; }

private:
    ComputeContext& m_context;
    std::filesystem::path m_image;
    std::vector<AuxiliaryFile> m_used;
};

}  // namespace sigscope::compute
