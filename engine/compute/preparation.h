#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/run_observer.h"
#include "engine/compute/chosen_baseline.h"
#include "engine/compute/compute_context.h"
#include "engine/problem/problem.h"

namespace sigscope::compute {

/// What is known before a method runs.
struct Preparation {
    Problem problem;
    std::shared_ptr<const Scene> scene;
    std::vector<float> logits;  ///< At x.
    double fInput = 0;
    double fBaseline = 0;
    std::string pictureSha256;
    std::string modelSha256;
    std::vector<store::FileState> modelFurther{};  ///< ComputeContext::classifierFurtherFiles().
    std::vector<ChosenBaseline> baselines;         ///< The problem's is the first.
};

/// Reads the picture, loads the model and classifies, and tells `done` of each. Throws Error.
[[nodiscard]] Preparation prepare(const ExplainRequest& request, ComputeContext& context,
                                  const std::function<void(Milestone)>& done = {});

/// Sets what is one for all of Torch as `classifier` needs it: whether products are in TF32.
void computeAs(const models::Classifier& classifier);

/// Whether `precision`, a name of the catalogue's, can be had on `device`, another.
[[nodiscard]] bool canComputeIn(const std::string& precision, const std::string& device);

/// The device of that name. Throws Error naming those there are, and where it asks for a GPU that
/// is not there.
[[nodiscard]] c10::Device resolveDevice(const std::string& name);

/// The devices as the catalogue lists them.
[[nodiscard]] std::vector<Choice> deviceChoices();

}  // namespace sigscope::compute
