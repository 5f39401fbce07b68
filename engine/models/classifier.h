#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/api/model_code.h"
#include "engine/api/parameters.h"
#include "engine/file_bytes.h"
#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"
#include "engine/models/precision.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// What a network answers before anything is made of it.
enum class Outputs {
    Logits,
    Exclusive,    ///< Probabilities that add up to 1: after a softmax.
    Independent,  ///< Each a probability of its own: after a sigmoid.
};

/// A network with all that is needed to explain it: how pictures become its inputs and what its
/// classes are called.
struct Classifier {
    std::shared_ptr<const Network> network;  ///< As `preprocessing` says.
    /// Of an architecture that may transform its input: the two that `network` can be.
    std::shared_ptr<const Network> plainNetwork, renormalisedNetwork;
    Preprocessing preprocessing;
    /// The parameters of `preprocessing` that nothing says: neither the publication of these
    /// weights nor a sidecar. Their values are guesses.
    std::set<std::string> unknown;
    std::string whyUnknown;   ///< Why that may be, part of a sentence.
    std::string guessedFrom;  ///< What has those values, likewise: "as published that would be".
    /// Why the network's strides may be others than it was built with, part of a sentence; empty if
    /// nothing says so, or the strides were given.
    std::string strideDoubt{};
    std::vector<Strides> strideChoices{Strides::Published};  ///< Of the architecture.
    bool stridesGiven = false;                               ///< By a flag or a sidecar.
    std::vector<std::string> notes{};  ///< Of the files: what was left alone, or is worth knowing.
    std::vector<std::string> leftOut{};  ///< Tensors that are no part of the network, by kind.
    std::vector<std::string> labels;     ///< One per class; "class 17" where no names are known.
    std::string name;                    ///< As asked for: a registered name, or the file's name.
    std::string title;                   ///< "EfficientNet-Lite0".
    std::filesystem::path weightsFile;
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;  ///< Of inputs and of gradients.
    Precision precision = Precision::Float32;
    std::string output;  ///< What is said of the outputs, a name of outputChoices(); or empty.
    Outputs outputs = Outputs::Logits;  ///< What they were; `network` has logits in any case.
};

/// A model as it is asked for.
struct ModelChoice {
    std::string nameOrFile;  ///< A name of modelSpecs() or of a cached model, or a file.
    ModelCode code = ModelCode::Refused;
    /// What was said of its preprocessing. A program has to be given all that its sidecar lacks
    /// before it is loaded; of weights, only strides matter then.
    ParameterValues preprocessing{};
    std::string output{};  ///< What was said of its outputs, a name of outputChoices().
    std::string sha256{};  ///< Of the file; published weights are known by it. May be empty.
};

/// Loads a model: weights, whose architecture follows from their tensors' names and shapes, or, if
/// that is allowed, a program; with what a sidecar says of it. Throws Error naming the file and the
/// reason, for a program also UnknownPreprocessing or UnknownOutputs.
[[nodiscard]] std::shared_ptr<const Classifier> loadClassifier(const ModelChoice& choice,
                                                               c10::Device device,
                                                               Precision precision,
                                                               Form form = Form::Fast);

/// The same from `bytes`, the content of its file: whoever needs more of it (a hash) reads it once.
[[nodiscard]] std::shared_ptr<const Classifier> loadClassifier(const ModelChoice& choice,
                                                               ByteView bytes, c10::Device device,
                                                               Precision precision,
                                                               Form form = Form::Fast);

/// The same of weights, by the type of the network's.
[[nodiscard]] std::shared_ptr<const Classifier> loadClassifier(
    const std::string& nameOrFile, c10::Device device, c10::ScalarType dtype,
    Form form = Form::Fast, const ParameterValues& preprocessing = {});

/// The same from `state`, the content of the weights file `file`. The strides are those of
/// `choice`, else the sidecar's, else the published ones.
[[nodiscard]] std::shared_ptr<const Classifier> makeClassifier(const StateDict& state,
                                                               const ModelChoice& choice,
                                                               const std::filesystem::path& file,
                                                               const Placement& placement);

template <typename Product>
struct Located;

/// The same of a network that was found in `file` (architectures/network_search.h).
[[nodiscard]] std::shared_ptr<const Classifier> makeClassifier(const Located<Network>& located,
                                                               const ModelChoice& choice,
                                                               const std::filesystem::path& file,
                                                               const Placement& placement);

struct OnnxClassifier;

/// The same of an ONNX model, with what the sidecar of `file` says of it.
[[nodiscard]] std::shared_ptr<const Classifier> makeClassifier(OnnxClassifier&& onnx,
                                                               const ModelChoice& choice,
                                                               const std::filesystem::path& file,
                                                               const Placement& placement);

/// The input size that `choice` names, or the sidecar of `file`.
[[nodiscard]] std::optional<PictureSize> saidInputSize(const ModelChoice& choice,
                                                       const std::filesystem::path& file);

/// Makes `preprocessing` the classifier's, and the network what it says.
void setPreprocessing(Classifier& classifier, const Preprocessing& preprocessing);

/// The class that `target` names: "top" (the likeliest by `logits`, [K]), an index, or a class name
/// (one of its comma-separated synonyms, case ignored). Throws Error with suggestions.
[[nodiscard]] int resolveTarget(const Classifier& classifier, const at::Tensor& logits,
                                const std::string& target);

/// The second class of a contrast with class `target`: "second" (the likeliest other one), an index
/// or a name. Throws Error; also if that is `target` itself.
[[nodiscard]] int resolveAgainst(const Classifier& classifier, const at::Tensor& logits, int target,
                                 const std::string& against);

}  // namespace sigscope::models
