#include "engine/models/onnx_network.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/onnx/constant_placement.h"
#include "engine/models/onnx/ending.h"
#include "engine/models/onnx/evaluation.h"
#include "engine/models/onnx/folding.h"
#include "engine/models/onnx/graph_reader.h"
#include "engine/models/weights/tensor_data.h"
#include "engine/printable.h"

namespace sigscope::models {

namespace {

using onnx::absentValue;
using onnx::Circumstances;
using onnx::Evaluation;
using onnx::Graph;
using onnx::ValueId;

/// Where the file's input has the channels.
enum class Layout { ChannelsFirst, ChannelsLast };

bool beginsWithTransposition(const Graph& graph) {
    return std::ranges::any_of(graph.nodes, [&](const onnx::Node& node) {
        if (node.op != "Transpose" || node.inputs.empty() || node.inputs[0] != graph.input)
            return false;
        const auto found = node.attributes.find("perm");
        if (found == node.attributes.end()) return false;
        const auto* order = std::get_if<std::vector<std::int64_t>>(&found->second);
        return order && *order == std::vector<std::int64_t>{0, 3, 1, 2};
    });
}

Layout layoutOf(const Graph& graph) {
    const std::vector<std::int64_t>& shape = graph.inputShape;
    constexpr std::int64_t largestBatch = 4096;
    if (!shape.empty() && (shape.size() != 4 || shape[0] > largestBatch))
        throw Error("takes inputs " + shapeText(shape) + "; a picture [B,3,H,W] is wanted");
    if (shape.empty() || (shape[1] == onnx::anyLength && shape[3] == onnx::anyLength))
        return beginsWithTransposition(graph) ? Layout::ChannelsLast : Layout::ChannelsFirst;
    if (shape[1] == 3) return Layout::ChannelsFirst;
    if (shape[3] == 3) return Layout::ChannelsLast;
    if (shape[1] == onnx::anyLength) return Layout::ChannelsFirst;
    throw Error("takes inputs " + shapeText(shape) + ", which have no axis of 3 channels");
}

/// The one size that the file takes, if it names one.
std::optional<PictureSize> declaredSize(const Graph& graph, Layout layout) {
    const std::vector<std::int64_t>& shape = graph.inputShape;
    if (shape.empty()) return std::nullopt;
    const std::size_t first = layout == Layout::ChannelsFirst ? 2 : 1;
    constexpr std::int64_t longest = 1 << 14;
    if (shape[first] < 1 || shape[first + 1] < 1) return std::nullopt;
    if (std::max(shape[first], shape[first + 1]) > longest)
        throw Error("takes inputs " + shapeText(shape) + ", which is no picture's size");
    return PictureSize{static_cast<int>(shape[first]), static_cast<int>(shape[first + 1])};
}

class OnnxNetwork final : public Network {
public:
    OnnxNetwork(Graph graph, const onnx::Ending& ending, std::string name,
                const Placement& placement)
        : m_graph(std::move(graph)),
          m_name(std::move(name)),
          m_circumstances{m_graph.opset, placement.device, placement.dtype},
          m_form(placement.form),
          m_layout(layoutOf(m_graph)),
          m_batch(m_graph.inputShape.empty() ? onnx::anyLength : m_graph.inputShape[0]),
          m_whole(m_graph, m_graph.input, ending.logits) {
        if (ending.features != absentValue) {
            m_body.emplace(m_graph, m_graph.input, ending.features);
            m_head.emplace(m_graph, ending.features, ending.logits);
            if (!m_head->isPossible()) m_head.reset();
        }
    }

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return whole(inputs, m_circumstances);
    }

    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        if (!m_head) return Network::features(inputs);
        return guarded([&] { return inBatches(placed(inputs), *m_body, m_circumstances); });
    }

    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        if (!m_head) return Network::classify(features);
        return guarded(
            [&] { return flattened(inBatches(features, *m_head, m_circumstances), features); });
    }

    [[nodiscard]] int classCount() const override { return m_classCount; }

    /// Evaluates it once within bounds: how many classes there are, that f has a gradient, whether
    /// several pictures can be given at once. Returns what of that a report tells.
    std::vector<std::string> probe(const PictureSize& size) {
        const at::AutoGradMode gradients(true);
        Circumstances bounded = m_circumstances;
        bounded.mostElements = std::int64_t{1} << 27;
        bounded.mostAltogether = std::int64_t{1} << 31;
        const at::Tensor input =
            at::zeros({1, 3, size.height, size.width},
                      at::TensorOptions(m_circumstances.device).dtype(m_circumstances.dtype))
                .requires_grad_();
        const at::Tensor found = whole(input, bounded);
        if (!found.requires_grad())
            refuseFile(m_name, "has no gradient: its output does not depend on its input");
        m_classCount = static_cast<int>(found.size(1));
        const at::NoGradGuard none;
        if (m_head && features(input).dim() != 2) m_head.reset();
        if (m_batch == onnx::anyLength && !takesTwo(input)) {
            m_batch = 1;
            return {"it takes one picture at a time, whatever it says"};
        }
        if (m_batch == onnx::anyLength) return {};
        return {
            "it takes batches of " + std::to_string(m_batch) + " alone, " +
            (m_batch == 1 ? "so that pictures are given to it one by one" : "which are filled up")};
    }

private:
    /// Some files leave the batch open and have it fixed within.
    [[nodiscard]] bool takesTwo(const at::Tensor& input) const {
        try {
            (void)logits(input.expand({2, 3, input.size(2), input.size(3)}));
            return true;
        } catch (const Error&) {
            return false;
        }
    }

    [[nodiscard]] at::Tensor whole(const at::Tensor& inputs,
                                   const Circumstances& circumstances) const {
        return guarded(
            [&] { return flattened(inBatches(placed(inputs), m_whole, circumstances), inputs); });
    }

    /// Inputs as the file has them.
    [[nodiscard]] at::Tensor placed(const at::Tensor& inputs) const {
        if (const auto only = declaredSize(m_graph, m_layout))
            if (inputs.size(2) != only->height || inputs.size(3) != only->width)
                throw Error("takes pictures of " + sizeText(*only) + " pixels alone, not of " +
                            std::to_string(inputs.size(2)) + "x" + std::to_string(inputs.size(3)));
        if (m_layout == Layout::ChannelsLast) return inputs.permute({0, 2, 3, 1});
        return m_form == Form::Fast ? inputs.contiguous(at::MemoryFormat::ChannelsLast) : inputs;
    }

    [[nodiscard]] at::Tensor inBatches(const at::Tensor& given, const Evaluation& evaluation,
                                       const Circumstances& circumstances) const {
        const std::int64_t count = given.size(0);
        if (m_batch == onnx::anyLength || count == m_batch)
            return evaluation.evaluate(given, circumstances);
        std::vector<at::Tensor> parts;
        for (std::int64_t begin = 0; begin < count; begin += m_batch) {
            at::Tensor part = given.slice(0, begin, begin + m_batch);
            const std::int64_t taken = part.size(0);
            if (taken < m_batch) {
                std::vector<std::int64_t> missing = part.sizes().vec();
                missing[0] = m_batch - taken;
                part = at::cat({part, at::zeros(missing, part.options())});
            }
            parts.push_back(evaluation.evaluate(part, circumstances).slice(0, 0, taken));
        }
        return at::cat(parts);
    }

    /// Logits as [B, K]: sides of 1 behind are what a convolution as the last layer leaves.
    [[nodiscard]] at::Tensor flattened(const at::Tensor& outputs, const at::Tensor& inputs) const {
        const bool isTable = outputs.dim() >= 2 && outputs.size(0) == inputs.size(0) &&
                             outputs.size(1) > 0 &&
                             outputs.numel() == outputs.size(0) * outputs.size(1);
        if (!isTable || !outputs.is_floating_point() ||
            (m_classCount != 0 && outputs.size(1) != m_classCount))
            throw Error("returns " + shapeText(outputs.sizes()) + " for " +
                        std::to_string(inputs.size(0)) +
                        (inputs.size(0) == 1 ? " picture" : " pictures") +
                        "; logits [B,K] of a classifier are wanted");
        return outputs.flatten(1);
    }

    /// Names the file where something goes wrong.
    template <typename Work>
    [[nodiscard]] at::Tensor guarded(Work work) const {
        try {
            return work();
        } catch (const Error& error) {
            refuseFile(m_name, error.what());
        }
    }

    Graph m_graph;
    std::string m_name;
    Circumstances m_circumstances;
    Form m_form;
    Layout m_layout;
    std::int64_t m_batch;  ///< That it takes alone, or any.
    Evaluation m_whole;
    std::optional<Evaluation> m_body, m_head;  ///< Up to the representation, and from there.
    int m_classCount = 0;                      ///< 0 until it is known.
};

void describeConstants(const Graph& graph, OnnxClassifier& classifier) {
    for (const at::Tensor& constant : graph.constants) {
        if (!constant.defined()) continue;
        ++classifier.tensors;
        if (constant.is_floating_point()) classifier.parameters += constant.numel();
        const c10::ScalarType type = constant.scalar_type();
        if (std::ranges::find(classifier.types, type) == classifier.types.end())
            classifier.types.push_back(type);
    }
}

/// Folds and places what is constant, so that nothing is left but what depends on the picture.
void prepare(Graph& graph, const onnx::Ending& ending, const Placement& placement) {
    graph.outputs = {ending.logits};
    if (ending.features != absentValue) graph.outputs.push_back(ending.features);
    onnx::keepWhatMatters(graph, {ending.logits});
    onnx::requireOperators(graph);
    Circumstances folding;
    folding.opset = graph.opset;
    folding.dtype = placement.dtype == at::kDouble ? at::kDouble : at::kFloat;
    onnx::foldConstants(graph, folding);
    if (placement.form == Form::Fast) onnx::foldBatchNormalisation(graph);
    onnx::placeConstants(graph, placement);
}

std::string describeEnd(Outputs end) {
    return end == Outputs::Exclusive ? "it ends in a softmax; its logits are taken before that"
                                     : "it ends in a sigmoid; its logits are taken before that";
}

const std::string& nameOfValue(const Graph& graph, ValueId value) {
    return graph.names[static_cast<std::size_t>(value)];
}

/// What is said of a file with several outputs: the first one may be another than the classes'.
std::string describeChoice(const Graph& graph, ValueId chosen) {
    std::string others;
    for (const ValueId output : graph.outputs)
        if (output != chosen)
            others += (others.empty() ? "" : ", ") + printableAscii(nameOfValue(graph, output));
    return "it has several outputs: " + printableAscii(nameOfValue(graph, chosen)) +
           " is explained, not " + others +
           "; export it with the other one alone if that has the classes";
}

OnnxClassifier load(ByteView bytes, const std::filesystem::path& file, const Placement& placement,
                    const std::optional<PictureSize>& said) {
    const at::NoGradGuard noGradients;
    Graph graph = onnx::readGraph(bytes, file);
    OnnxClassifier classifier;
    classifier.title = "ONNX, opset " + std::to_string(graph.opset);
    describeConstants(graph, classifier);
    if (!graph.producer.empty()) classifier.facts.push_back("it was written by " + graph.producer);
    const onnx::Ending ending = onnx::endingOf(graph);
    if (std::ranges::any_of(graph.outputs,
                            [&ending](onnx::ValueId output) { return output != ending.output; }))
        classifier.notes.push_back(describeChoice(graph, ending.output));
    classifier.end = ending.end;
    if (ending.end != Outputs::Logits) classifier.notes.push_back(describeEnd(ending.end));
    prepare(graph, ending, placement);
    const Layout layout = layoutOf(graph);
    classifier.onlySize = declaredSize(graph, layout);
    if (said && classifier.onlySize && !(*said == *classifier.onlySize))
        throw Error("takes pictures of " + sizeText(*classifier.onlySize) +
                    " pixels alone, input-size is " + sizeText(*said));
    if (layout == Layout::ChannelsLast)
        classifier.facts.emplace_back("its input has the channels last");
    classifier.inputSize = classifier.onlySize.value_or(said.value_or(PictureSize{}));
    auto network =
        std::make_unique<OnnxNetwork>(std::move(graph), ending, file.string(), placement);
    for (std::string& fact : network->probe(classifier.inputSize))
        classifier.facts.push_back(std::move(fact));
    classifier.network = std::move(network);
    return classifier;
}

}  // namespace

OnnxClassifier loadOnnx(ByteView bytes, const std::filesystem::path& file,
                        const Placement& placement, const std::optional<PictureSize>& said) {
    const std::string prefix = file.string() + ": ";
    try {
        return load(bytes, file, placement, said);
    } catch (const Error& error) {
        const std::string reason = error.what();
        if (reason.starts_with(prefix)) throw;
        refuseFile(file.string(), reason);
    }
}

}  // namespace sigscope::models
