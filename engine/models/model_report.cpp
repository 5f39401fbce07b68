#include "engine/api/model_report.h"

#include <ATen/core/Tensor.h>

#include <algorithm>

#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/io/sha256.h"
#include "engine/models/classifier.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/layer_graph.h"
#include "engine/models/model_registry.h"
#include "engine/models/onnx/onnx_file.h"
#include "engine/models/onnx_network.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"
#include "engine/models/weights/read_weights.h"
#include "engine/models/weights/torchscript.h"

namespace sigscope {

namespace {

/// What torch calls the type: "float32".
std::string precisionOf(c10::ScalarType dtype) {
    switch (dtype) {
        case c10::kDouble:
            return "float64";
        case c10::kFloat:
            return "float32";
        case c10::kHalf:
            return "float16";
        case c10::kBFloat16:
            return "bfloat16";
        case c10::kLong:
            return "int64";
        case c10::kInt:
            return "int32";
        case c10::kShort:
            return "int16";
        case c10::kChar:
            return "int8";
        case c10::kByte:
            return "uint8";
        default:
            return "bool";
    }
}

void countTensors(const models::StateDict& state, ModelReport& report) {
    for (const auto& [name, tensor] : state.entries()) {
        ++report.tensors;
        const bool statistic = name.ends_with(".running_mean") || name.ends_with(".running_var");
        if (tensor.is_floating_point() && !statistic) report.parameters += tensor.numel();
        const std::string precision = precisionOf(tensor.scalar_type());
        if (std::ranges::find(report.precisions, precision) == report.precisions.end())
            report.precisions.push_back(precision);
    }
}

std::string stridesText(const models::Classifier& classifier) {
    const std::string untold = "weights do not tell strides, pools, dilation and activations";
    if (classifier.stridesGiven)
        return models::nameOf(classifier.preprocessing.strides) + ", as was said: " + untold;
    const std::string doubt = models::strideDoubtOf(classifier);
    if (doubt.empty()) return "taken as published: " + untold;
    return "unknown: " + doubt + "; give --strides " +
           models::namesOf(classifier.strideChoices, "|");
}

std::vector<std::string> stagesOf(const models::Network& network) {
    std::vector<std::string> names;
    try {
        const models::LayerGraph graph = models::structureOf(network);
        for (const models::Stage& stage : graph.stages()) names.push_back(stage.name);
    } catch (const Error&) {
        // Backward rules are refused with the reason when they are asked for.
    }
    return names;
}

/// What is said of the preprocessing of an ONNX model: no publication says the rest.
void tellPreprocessing(const models::Classifier& classifier, ModelReport& report) {
    std::string unknown;
    for (const auto& [name, value] : models::valuesOf(classifier.preprocessing)) {
        if (name == models::stridesParameter) continue;
        if (classifier.unknown.contains(name))
            unknown += (unknown.empty() ? "--" : ", --") + name;
        else
            report.preprocessing[name] = value;
    }
    if (!unknown.empty())
        report.notes.push_back("its preprocessing is unknown, an ONNX file does not say it: give " +
                               unknown);
}

ModelReport onnxReportOf(const std::string& nameOrFile, const std::filesystem::path& file,
                         ByteView bytes) {
    const models::ModelChoice choice{.nameOrFile = nameOrFile};
    models::OnnxClassifier onnx =
        models::loadOnnx(bytes, file, {}, models::saidInputSize(choice, file));
    ModelReport report;
    report.tensors = onnx.tensors;
    report.parameters = onnx.parameters;
    report.notes = onnx.facts;
    for (const c10::ScalarType type : onnx.types) report.precisions.push_back(precisionOf(type));
    const auto classifier = models::makeClassifier(std::move(onnx), choice, file, {});
    report.architecture = classifier->title;
    report.classes = classifier->network->classCount();
    report.stages = stagesOf(*classifier->network);
    report.notes.insert(report.notes.end(), classifier->notes.begin(), classifier->notes.end());
    tellPreprocessing(*classifier, report);
    return report;
}

ModelReport reportOf(const std::string& nameOrFile) {
    const std::filesystem::path file = models::weightsFileOf(nameOrFile);
    const std::vector<std::uint8_t> bytes = models::readWeightsFile(file);
    if (models::isOnnx(bytes, file)) return onnxReportOf(nameOrFile, file, bytes);
    models::requireWeights(bytes, file.string());
    const models::StateDict state = models::readWeights(bytes, file.string());
    const auto classifier = models::makeClassifier(
        state, {.nameOrFile = nameOrFile, .sha256 = io::sha256Of(bytes)}, file, {});
    ModelReport report;
    report.architecture = classifier->title;
    report.classes = classifier->network->classCount();
    report.stages = stagesOf(*classifier->network);
    countTensors(state, report);
    report.strides = stridesText(*classifier);
    report.leftOut = classifier->leftOut;
    report.notes = classifier->notes;
    for (const auto& [name, value] : models::valuesOf(classifier->preprocessing))
        if (name != models::stridesParameter)
            (classifier->unknown.contains(name) ? report.unknown : report.preprocessing)[name] =
                value;
    return report;
}

}  // namespace

std::string unreadSidecar(const std::string& nameOrFile) {
    try {
        return models::sidecarOf(models::weightsFileOf(nameOrFile)).note;
    } catch (const std::exception&) {
        return {};  // Loading the model says what is wrong.
    }
}

Outcome<ModelReport> checkModel(const std::string& nameOrFile) {
    try {
        return reportOf(nameOrFile);
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
