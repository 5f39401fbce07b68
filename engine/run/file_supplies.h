#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/problem/supplies.h"
#include "engine/run/workshop.h"

namespace sigscope::run {

/// A file that a method was supplied with.
struct SuppliedFile {
    std::string parameter;  ///< That names it: "vae", "references".
    std::string name;       ///< Without its folder.
    std::string sha256;
};

/// The folder of what the program brings along for a parameter that names files.
[[nodiscard]] std::filesystem::path ownSupplies(const std::string& parameter);

/// The weights file that Supplies::autoencoder means by `file`.
[[nodiscard]] std::filesystem::path autoencoderFile(const std::string& file);

/// Supplies from files, remembered for the recipe.
class FileSupplies final : public Supplies {
public:
    /// `image` is the picture that is explained: never a reference of itself. The workshop must
    /// outlive this.
    FileSupplies(Workshop& workshop, std::filesystem::path image);

    [[nodiscard]] std::shared_ptr<const models::Autoencoder> autoencoder(
        const std::string& file, const Problem& problem) override;
    [[nodiscard]] at::Tensor references(const std::string& bank, int count, std::int64_t seed,
                                        const Problem& problem) override;

    [[nodiscard]] const std::vector<SuppliedFile>& used() const { return m_used; }

private:
    Workshop& m_workshop;
    std::filesystem::path m_image;
    std::vector<SuppliedFile> m_used;
};

}  // namespace sigscope::run
