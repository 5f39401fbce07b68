#include "engine/models/classifier.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/api/model_caches.h"
#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"
#include "engine/models/network_strides.h"
#include "engine/models/onnx/onnx_file.h"
#include "engine/models/onnx_network.h"
#include "engine/models/outputs.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/reduced_precision_network.h"
#include "engine/models/renormalised_network.h"
#include "engine/models/sidecar.h"
#include "engine/models/torchscript_network.h"
#include "engine/models/torchvision_files.h"
#include "engine/models/weights/harmless_tensors.h"
#include "engine/models/weights/read_weights.h"
#include "engine/models/weights/torchscript.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

/// What a model's file holds.
enum class Content { Weights, Program, Onnx };

/// What a model's outputs are, by what is said of them; that is asked for if need be.
void settle(const std::shared_ptr<Classifier>& classifier, const ModelChoice& choice,
            Content content) {
    if (!choice.output.empty()) classifier->output = choice.output;
    // Of an ONNX file that ends in probabilities the network has the logits already.
    if (classifier->outputs != Outputs::Logits) return;
    // Of weights the architectures are known, and end in logits.
    if (content == Content::Weights && classifier->output.empty()) return;
    settleOutputs(*classifier, withPreprocessing(classifier, choice.preprocessing)->preprocessing);
}

/// Class names of the sidecar, else the usual ones.
std::vector<std::string> labelsOf(const Sidecar& sidecar, int classCount) {
    if (sidecar.labels.empty()) return labelsFor(classCount);
    if (sidecar.labels.size() != static_cast<std::size_t>(classCount))
        throw Error(sidecar.labelsFile.string() +
                    ": labels: " + std::to_string(sidecar.labels.size()) +
                    " names, the model has " + std::to_string(classCount) + " classes");
    return sidecar.labels;
}

/// What of `preprocessing` the sidecar does not say.
std::set<std::string> unsaid(const Sidecar& sidecar, const Preprocessing& preprocessing) {
    std::set<std::string> unknown;
    for (const auto& [name, value] : valuesOf(preprocessing))
        if (!sidecar.preprocessing.contains(name)) unknown.insert(name);
    // Who speaks of a resize means a crop.
    if (sidecar.preprocessing.contains("resize")) unknown.erase("fit");
    unknown.erase(stridesParameter);  // Not every network's are in doubt.
    return unknown;
}

/// What the publisher says; timm's name if nothing else is as its cache has it, whose models have a
/// Classifier::name of "timm/NAME".
Publication publicationOf(const std::string& name, const Sidecar& sidecar) {
    const std::string cache = "timm/";
    Publication publication = sidecar.publication;
    if (publication.timmName.empty() && name.starts_with(cache))
        publication.timmName = name.substr(cache.size());
    return publication;
}

/// Why the preprocessing of weights that are not known may be unknown: part of a sentence.
std::string whyUnknown(const ModelChoice& choice, const fs::path& file, const Variant& variant,
                       int classCount) {
    if (variant.publishedClasses && variant.publishedClasses != classCount)
        return "it has " + std::to_string(classCount) + " classes, " + variant.title +
               " was published with " + std::to_string(*variant.publishedClasses);
    const std::string claimed = claimedDigest(file);
    if (!claimed.empty() && !choice.sha256.empty())
        return "its SHA-256 does not begin with " + claimed +
               " as its name says, so that it is not the file that torchvision published";
    return variant.title + " was published with several, and this is no file that is known";
}

/// What goes without saying of the model in `file`.
Classifier blank(const std::string& nameOrFile, const fs::path& file, const Placement& placement) {
    Classifier classifier;
    const bool named = isRegisteredModel(nameOrFile) || cachedWeights(nameOrFile) == file;
    classifier.name = named ? nameOrFile : file.filename().string();
    classifier.weightsFile = file;
    classifier.device = placement.device;
    classifier.precision = precisionOf(placement.dtype);
    classifier.dtype = pointTypeOf(classifier.precision);
    return classifier;
}

/// The other network of an architecture that may transform its input.
void addTransform(Classifier& classifier, const Variant& variant) {
    if (variant.preprocessing.transformInput == InputTransform::Absent) return;
    classifier.plainNetwork = classifier.network;
    classifier.renormalisedNetwork = std::make_shared<RenormalisedNetwork>(
        classifier.network, at::TensorOptions(classifier.device).dtype(classifier.dtype));
}

/// The network for points of `classifier.dtype`.
std::shared_ptr<const Network> forPoints(std::unique_ptr<const Network> network,
                                         c10::ScalarType weights, c10::ScalarType points) {
    if (weights == points) return network;
    return std::make_shared<ReducedPrecisionNetwork>(std::move(network), weights);
}

/// The mean and the standard deviation by which a layer beside the network normalises its inputs.
/// That layer is left out: they become the guess of what is not known.
void heedNormaliser(Classifier& classifier, const Located<Network>& located,
                    const Sidecar& sidecar) {
    ParameterValues found;
    const auto heed = [&found](const std::string& name, const at::Tensor& tensor) {
        const NormaliserPart part = normaliserPart(name, tensor);
        if (part == NormaliserPart::None) return;
        const at::Tensor values = tensor.to(at::kDouble).reshape({3});
        const auto at = [&values](std::int64_t i) { return values[i].item<double>(); };
        found[part == NormaliserPart::Mean ? "mean" : "std"] = Triple{at(0), at(1), at(2)};
    };
    for (const auto& [name, tensor] : located.state.entries()) heed(name, tensor);
    for (const auto& [name, relative, tensor] : located.beside) heed(relative, tensor);
    if (found.size() < 2) return;
    classifier.notes.push_back(
        "its inputs are normalised by a layer beside the network, which is "
        "left out: it has " +
        flagsText(preprocessingSpecs(), found));
    try {
        const Preprocessing guess = withValues(classifier.preprocessing, found);
        if (!sidecar.preprocessing.contains("mean")) classifier.preprocessing.mean = guess.mean;
        if (!sidecar.preprocessing.contains("std")) classifier.preprocessing.std = guess.std;
        classifier.guessedFrom = "by that layer, and else as published, that would be";
    } catch (const Error&) {
        // No numbers that a mean or a deviation can be; nobody is told to take them.
        classifier.notes.pop_back();
    }
}

/// A classifier, still without its network, of whose preprocessing its file says nothing: `kind` is
/// "a TorchScript file".
std::shared_ptr<Classifier> withoutNetwork(const std::string& kind, const Sidecar& sidecar,
                                           const ModelChoice& choice, const fs::path& file,
                                           const Placement& placement) {
    auto said = std::make_shared<Classifier>(blank(choice.nameOrFile, file, placement));
    said->output = sidecar.output;
    said->preprocessing = withSidecar(Preprocessing(), sidecar, file);
    said->unknown = unsaid(sidecar, said->preprocessing);
    if (!sidecar.note.empty()) said->notes.push_back(sidecar.note);
    settleStrides(*said, sidecar, choice.preprocessing, {});
    said->whyUnknown = kind + " does not say it";
    said->guessedFrom = "most of ImageNet's networks take";
    return said;
}

std::shared_ptr<const Classifier> makeProgram(ByteView bytes, const ModelChoice& choice,
                                              const fs::path& file, const Placement& placement) {
    const Sidecar sidecar = sidecarOf(file);
    auto said = withoutNetwork("a TorchScript file", sidecar, choice, file, placement);
    said->title = "TorchScript";
    // Before anything of the file runs.
    const PictureSize size = withPreprocessing(said, choice.preprocessing)->preprocessing.inputSize;
    said->network = forPoints(loadTorchScript(bytes, file.string(), placement, size),
                              placement.dtype, said->dtype);
    said->labels = labelsOf(sidecar, said->network->classCount());
    return said;
}

/// Makes the only size that a file takes that of its inputs; the resize keeps ImageNet's proportion
/// to it, unless a sidecar says what it is.
void takeOnlySize(Classifier& classifier, const PictureSize& size, const Sidecar& sidecar) {
    classifier.preprocessing.inputSize = size;
    classifier.unknown.erase("input-size");
    if (sidecar.preprocessing.contains("resize")) return;
    const int side = std::min(size.height, size.width);
    classifier.preprocessing.resize = std::max(side * 256 / 224, std::max(size.height, size.width));
}

Content contentOf(ByteView bytes, const fs::path& file) {
    if (isOnnx(bytes, file)) return Content::Onnx;
    return isTorchScript(bytes, file.string()) ? Content::Program : Content::Weights;
}

std::shared_ptr<const Classifier> classifierOf(Content content, ByteView bytes,
                                               const ModelChoice& choice, const fs::path& file,
                                               const Placement& placement) {
    switch (content) {
        case Content::Program:
            return makeProgram(bytes, choice, file, placement);
        case Content::Onnx:
            return makeClassifier(loadOnnx(bytes, file, placement, saidInputSize(choice, file)),
                                  choice, file, placement);
        case Content::Weights:
            break;
    }
    return makeClassifier(readWeights(bytes, file.string()), choice, file, placement);
}

}  // namespace

std::shared_ptr<const Classifier> loadClassifier(const ModelChoice& choice, c10::Device device,
                                                 Precision precision, Form form) {
    return loadClassifier(choice, readWeightsFile(weightsFileOf(choice.nameOrFile)), device,
                          precision, form);
}

std::shared_ptr<const Classifier> loadClassifier(const ModelChoice& choice, ByteView bytes,
                                                 c10::Device device, Precision precision,
                                                 Form form) {
    const fs::path file = weightsFileOf(choice.nameOrFile);
    const Placement placement{device, weightTypeOf(precision), form};
    const Content content = contentOf(bytes, file);
    if (choice.code == ModelCode::Refused && content != Content::Onnx)
        requireWeights(bytes, file.string());
    auto settled =
        std::make_shared<Classifier>(*classifierOf(content, bytes, choice, file, placement));
    settled->precision = precision;
    settle(settled, choice, content);
    return settled;
}

std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile, c10::Device device,
                                                 c10::ScalarType dtype, Form form,
                                                 const ParameterValues& preprocessing) {
    return loadClassifier({nameOrFile, ModelCode::Refused, preprocessing}, device,
                          precisionOf(dtype), form);
}

std::shared_ptr<const Classifier> makeClassifier(const StateDict& state, const ModelChoice& choice,
                                                 const fs::path& file, const Placement& placement) {
    return makeClassifier(locateNetwork(state), choice, file, placement);
}

std::shared_ptr<const Classifier> makeClassifier(const Located<Network>& located,
                                                 const ModelChoice& choice, const fs::path& file,
                                                 const Placement& placement) {
    const std::string& architecture = located.architecture->name;
    Variant variant = located.architecture->variant(located.state);
    const TorchvisionFile* known = torchvisionFile(choice.sha256, architecture);
    if (known) {
        variant.preprocessing.resize = known->resize;
        variant.preprocessing.interpolation = known->interpolation;
    }
    const Sidecar sidecar = sidecarOf(file);

    auto classifier = std::make_shared<Classifier>(blank(choice.nameOrFile, file, placement));
    const Publication publication = publicationOf(classifier->name, sidecar);
    if (!publication.unknownSetting.empty())
        refuseFile(file.string(), "config.json beside it says " + publication.unknownSetting +
                                      ", which is not known here. Give it as ONNX");
    if (located.architecture->requireName)
        located.architecture->requireName(located.state, publication.timmName);
    classifier->title = variant.title;
    classifier->output = sidecar.output;
    classifier->guessedFrom = "as published that would be";
    for (const std::string& note : {sidecar.note, publication.note, variant.note})
        if (!note.empty()) classifier->notes.push_back(note);
    for (const std::string& note : located.notes)
        classifier->notes.push_back(classifier->weightsFile.filename().string() + " " + note);
    classifier->preprocessing = withSidecar(variant.preprocessing, sidecar, file);
    classifier->strideChoices = located.architecture->strides;
    settleStrides(*classifier, sidecar, choice.preprocessing, variant.strideDoubt);
    heedNormaliser(*classifier, located, sidecar);

    Placement settled = placement;
    settled.strides = classifier->preprocessing.strides;
    if (located.architecture->conventions)
        settled.conventions = located.architecture->conventions(located.state, publication);
    Whole<Network> built = buildWhole(located, settled);
    classifier->leftOut = std::move(built.leftOut);
    classifier->network = forPoints(std::move(built.product), placement.dtype, classifier->dtype);
    const int classCount = classifier->network->classCount();
    classifier->whyUnknown = whyUnknown(choice, file, variant, classCount);
    addTransform(*classifier, variant);
    setPreprocessing(*classifier, classifier->preprocessing);
    const bool published = known || !isOfTorchvision(architecture);
    if (!published || variant.publishedClasses != classCount)
        classifier->unknown = unsaid(sidecar, classifier->preprocessing);
    // Its weights say so themselves.
    if (classifier->network->onlyInput() > 0) classifier->unknown.erase("input-size");
    classifier->labels = labelsOf(sidecar, classCount);
    return classifier;
}

std::shared_ptr<const Classifier> makeClassifier(OnnxClassifier&& onnx, const ModelChoice& choice,
                                                 const fs::path& file, const Placement& placement) {
    const Sidecar sidecar = sidecarOf(file);
    auto classifier = withoutNetwork("an ONNX file", sidecar, choice, file, placement);
    classifier->title = onnx.title;
    classifier->outputs = onnx.end;
    for (std::string& note : onnx.notes) classifier->notes.push_back(std::move(note));
    if (onnx.onlySize) takeOnlySize(*classifier, *onnx.onlySize, sidecar);
    classifier->network = forPoints(std::move(onnx.network), placement.dtype, classifier->dtype);
    classifier->labels = labelsOf(sidecar, classifier->network->classCount());
    return classifier;
}

std::optional<PictureSize> saidInputSize(const ModelChoice& choice, const fs::path& file) {
    const Sidecar sidecar = sidecarOf(file);
    const std::string name = "input-size";
    if (!choice.preprocessing.contains(name) && !sidecar.preprocessing.contains(name))
        return std::nullopt;
    const Preprocessing said = withSidecar(Preprocessing(), sidecar, file);
    return withValues(said, choice.preprocessing).inputSize;
}

void setPreprocessing(Classifier& classifier, const Preprocessing& preprocessing) {
    classifier.preprocessing = preprocessing;
    if (preprocessing.transformInput == InputTransform::Absent) return;
    classifier.network = preprocessing.transformInput == InputTransform::Yes
                             ? classifier.renormalisedNetwork
                             : classifier.plainNetwork;
}

int resolveTarget(const Classifier& classifier, const at::Tensor& logits,
                  const std::string& target) {
    if (target == "top") return static_cast<int>(logits.argmax().item<std::int64_t>());
    return findClass(classifier.labels, target);
}

int resolveAgainst(const Classifier& classifier, const at::Tensor& logits, int target,
                   const std::string& against) {
    if (against == "second") {
        const at::Tensor likeliest = std::get<1>(logits.topk(2));
        const auto first = likeliest[0].item<std::int64_t>();
        return static_cast<int>(first == target ? likeliest[1].item<std::int64_t>() : first);
    }
    const int index = findClass(classifier.labels, against);
    if (index == target)
        throw Error("a contrast takes two classes: '" + against +
                    "' is the class that is explained; name another one");
    return index;
}

}  // namespace sigscope::models
