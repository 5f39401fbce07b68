#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/api/baseline_spec.h"
#include "engine/api/parameters.h"
#include "engine/problem/auxiliary_inputs.h"
#include "engine/problem/objective.h"
#include "tests/support/agreement.h"
#include "tests/support/golden.h"

namespace sigscope::golden {

/// How an entry of the golden arrays was made.
struct Settings {
    std::string method;
    NamedBaseline baseline = NamedBaseline::Black;
    Objective::Kind objective = Objective::Kind::Probability;
    ParameterValues parameters;
    Agreement agreement = Agreement::Rounding;  ///< Of float32 with what is published.
};

/// The settings of an entry of a tiny_* file, like "sig.overlap0.1": those of --parity with what
/// the goldens' README says of it. Nothing for one that it does not know.
[[nodiscard]] std::optional<Settings> tinySettings(const std::string& entry);

/// The settings of an entry of a lite0_* file, whose `steps` are given.
[[nodiscard]] std::optional<Settings> lite0Settings(const std::string& entry, std::int64_t steps);

/// AuxiliaryInputs the tiny autoencoder and diffusion model, and references from a tensor.
class GoldenInputs final : public AuxiliaryInputs {
public:
    explicit GoldenInputs(at::Tensor references);

    /// With the references of IG² that the entries of a file were made with: an array of it, or
    /// those of the goldens' synthetic.md.
    GoldenInputs(const std::map<std::string, at::Tensor>& arrays,
                 const models::Classifier& classifier);

    [[nodiscard]] std::shared_ptr<const models::Autoencoder> autoencoder(
        const std::string& file, const Problem& problem) override;
    [[nodiscard]] at::Tensor references(const std::string& bank, int count, std::int64_t seed,
                                        const Problem& problem) override;
    /// Whatever the file, the tiny one.
    [[nodiscard]] std::shared_ptr<const models::Denoiser> denoiser(const std::string& file,
                                                                   const Problem& problem) override;
    /// Whatever the file, four stripes.
    [[nodiscard]] at::Tensor labels(const std::string& file, const Problem& problem) override;

private:
    at::Tensor m_references;
};

}  // namespace sigscope::golden
