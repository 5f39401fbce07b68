#include "engine/methods/lrp.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/methods/backward_pass.h"
#include "engine/methods/point_map.h"
#include "engine/methods/relevance_rules.h"
#include "engine/methods/stage_moments.h"
#include "engine/models/layer_functions.h"

namespace sigscope::methods {

namespace {

/// Which rule which layer goes by.
enum class Composite { Epsilon, EpsilonPlus, Alpha2Beta1, GammaBox, PlusFlat };

/// What ε of the ε-rule is a number of.
enum class EpsilonUnit {
    Absolute,
    Rms,  ///< The root mean square of the layer's outputs.
};

struct LrpParameters {
    Composite composite = Composite::GammaBox;  ///< The least noise of those that keep signs.
    double epsilon = relevanceStabiliser;       ///< As published: only what rounding needs.
    EpsilonUnit unit = EpsilonUnit::Absolute;
};

/// Goes back through one network for one picture.
class RelevanceRule {
public:
    RelevanceRule(const models::LayerGraph& graph, const Problem& problem,
                  const LrpParameters& parameters)
        : m_parameters(parameters) {
        const std::vector<models::Layer>& layers = graph.layers();
        const auto first = std::ranges::find_if(layers, [](const models::Layer& layer) {
            return std::holds_alternative<models::ConvolutionLayer>(layer.function);
        });
        if (first == layers.end()) return;
        m_first = static_cast<models::LayerIndex>(first - layers.begin());
        const auto picture = [&](const at::Tensor& raw) {
            const at::Tensor input =
                models::normalise(raw, problem.classifier->preprocessing).unsqueeze(0);
            // What lies before the first convolution is the same picture in other units.
            return graph.values(input, first->inputs[0]).back();
        };
        m_lowest = picture(at::zeros_like(problem.input));
        m_highest = picture(at::ones_like(problem.input));
    }

    [[nodiscard]] std::vector<at::Tensor> operator()(const LayerPass& pass) const {
        return std::visit([&](const auto& layer) { return through(layer, pass); }, pass.function);
    }

private:
    using Tensors = std::vector<at::Tensor>;

    Tensors through(const models::ConvolutionLayer& layer, const LayerPass& pass) const {
        const WeightedLayer weighted{layer, pass.inputs[0], pass.output};
        if (pass.index == m_first) return {throughFirst(weighted, pass.signal)};
        switch (m_parameters.composite) {
            case Composite::Epsilon:
                break;
            case Composite::EpsilonPlus:
            case Composite::PlusFlat:
                return {zPlusRule(weighted, pass.signal)};
            case Composite::Alpha2Beta1:
                return {alphaBetaRule(weighted, pass.signal)};
            case Composite::GammaBox:
                return {gammaRule(weighted, pass.signal)};
        }
        return {epsilonRule(weighted, pass.signal, epsilonOf(pass.output))};
    }

    Tensors through(const models::LinearLayer& layer, const LayerPass& pass) const {
        return {
            epsilonRule({layer, pass.inputs[0], pass.output}, pass.signal, epsilonOf(pass.output))};
    }

    /// By the ε-rule with the weights that it has, which are all positive.
    template <typename Mean>
    Tensors throughMean(const Mean& layer, const LayerPass& pass) const {
        const at::Tensor signal = pass.signal / stabilised(pass.output);
        return {pass.inputs[0] * models::gradientOf(layer, pass.inputs, signal)[0]};
    }
    Tensors through(const models::MeanPoolLayer& layer, const LayerPass& pass) const {
        return throughMean(layer, pass);
    }
    Tensors through(const models::AdaptiveMeanLayer& layer, const LayerPass& pass) const {
        return throughMean(layer, pass);
    }
    Tensors through(const models::GlobalMeanLayer& layer, const LayerPass& pass) const {
        return throughMean(layer, pass);
    }

    Tensors through(const models::SumLayer&, const LayerPass& pass) const {
        const at::Tensor signal = pass.signal / stabilised(pass.output);
        Tensors relevance;
        for (const at::Tensor& input : pass.inputs) relevance.push_back(input * signal);
        return relevance;
    }

    Tensors through(const models::RectifierLayer&, const LayerPass& pass) const {
        return {pass.signal};
    }
    Tensors through(const models::CurveLayer&, const LayerPass& pass) const {
        return {pass.signal};
    }
    /// All to the maps: the gate says how much of them counts, and is given nothing.
    Tensors through(const models::GateLayer&, const LayerPass& pass) const {
        return {pass.signal, at::zeros_like(pass.inputs[1])};
    }
    /// The same picture in other units: so is its relevance.
    Tensors through(const models::RescaleLayer&, const LayerPass& pass) const {
        return {pass.signal};
    }

    /// What moves values and leaves them as they are: all to where they come from.
    template <typename Moving>
    Tensors through(const Moving&, const LayerPass& pass) const {
        return gradientRule(pass);
    }

    at::Tensor throughFirst(const WeightedLayer& layer, const at::Tensor& relevance) const {
        switch (m_parameters.composite) {
            case Composite::Epsilon:
                break;
            case Composite::EpsilonPlus:
                return zPlusRule(layer, relevance);
            case Composite::Alpha2Beta1:
                return alphaBetaRule(layer, relevance);
            case Composite::GammaBox:
                return boxRule(layer, relevance, m_lowest, m_highest);
            case Composite::PlusFlat:
                return flatRule(layer, relevance);
        }
        return epsilonRule(layer, relevance, epsilonOf(layer.outputs));
    }

    [[nodiscard]] double epsilonOf(const at::Tensor& outputs) const {
        if (m_parameters.unit == EpsilonUnit::Absolute) return m_parameters.epsilon;
        const double rms = outputs.square().mean().sqrt().item<double>();
        return std::max(m_parameters.epsilon * rms, relevanceStabiliser);
    }

    LrpParameters m_parameters;
    models::LayerIndex m_first = 0;  ///< The first convolution; 0 if there is none.
    at::Tensor m_lowest, m_highest;  ///< What it can be given: [1, 3, H, W].
};

/// What of the score reaches the picture. The difference is no error: biases have their part.
std::vector<SideNumbers> relevanceNumbers(double score, double reached) {
    return {{"lrp_score", "Relevance at the output", {score}},
            {"lrp_relevance", "that reaches the picture", {reached}},
            {"lrp_biases", "that biases took", {score - reached}}};
}

integration::Attribution runLrp(const Problem& problem, const LrpParameters& parameters,
                                const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const StageMoments stages(context.observer, graph, problem);
    at::Tensor relevance;
    double score = 0;
    const bool done = recorder.inMicroBatches(1, [&](int, int) {
        const std::vector<at::Tensor> values = graph.values(problem.input.unsqueeze(0));
        const at::Tensor& logits = values.back();
        const at::Tensor atLogits = logits * logitGradient(problem.objective, logits);
        score = atLogits.sum().item<double>();
        relevance = passBack(graph, values, atLogits, 0,
                             stages.watching(RelevanceRule(graph, problem, parameters),
                                             [](const LayerPass& pass) { return pass.signal; }));
        stages.finish(relevance.select(0, 0));
    });
    if (!done) return {};
    integration::Attribution attribution = pointMap(problem, recorder, relevance.select(0, 0));
    attribution.sideNumbers = relevanceNumbers(score, relevance.sum(at::kDouble).item<double>());
    return attribution;
}

ResourceEstimate estimateLrp(const LrpParameters&, const Extent& extent, std::int64_t) {
    return {.evaluations = 1, .heldBytes = 10 * extent.inputBytes};
}

ParameterTable<LrpParameters> lrpTable() {
    static const std::vector<Named<Composite>> composites{
        {{"epsilon", "ε", "The ε-rule everywhere: noisy, and explodes where outputs are near 0."},
         Composite::Epsilon},
        {{"epsilon-plus", "ε and z⁺",
          "Convolutions by positive contributions alone, linear layers by the ε-rule."},
         Composite::EpsilonPlus},
        {{"alpha2-beta1", "α2 β1",
          "Convolutions by positive contributions twice less negative ones, linear layers by the "
          "ε-rule."},
         Composite::Alpha2Beta1},
        {{"gamma-box", "γ and box",
          "Convolutions with positive contributions raised by a quarter, the first one by the "
          "range that pixels have, linear layers by the ε-rule."},
         Composite::GammaBox},
        {{"plus-flat", "z⁺ and flat",
          "As ε and z⁺, but the first convolution shares out evenly: no detail finer than it "
          "sees."},
         Composite::PlusFlat}};
    static const std::vector<Named<EpsilonUnit>> units{
        {{"absolute", "a number", "Whatever the layer's outputs are."}, EpsilonUnit::Absolute},
        {{"rms", "share of the outputs",
          "Of the root mean square of the layer's outputs: 0.25 calms the map."},
         EpsilonUnit::Rms}};
    ParameterTable<LrpParameters> table;
    table.choice("composite", "By which rule relevance goes back through which layer.", composites,
                 [](LrpParameters& all) -> Composite& { return all.composite; });
    table.real({.name = "epsilon",
                .symbol = "ε",
                .minimum = 1e-9,
                .maximum = 10,
                .unit = {},
                .help = "Relevance that the ε-rule drops where a layer's outputs are small: more "
                        "gives a calmer, sparser map.",
                .equation = "R_x = x ⊙ Wᵀ(R_y / (y + ε sign y))"},
               [](LrpParameters& all) -> double& { return all.epsilon; });
    table.choice("epsilon-unit", "What ε is measured in.", units,
                 [](LrpParameters& all) -> EpsilonUnit& { return all.unit; });
    return table;
}

}  // namespace

Method layerwiseRelevance() {
    return makeMethod(
        {.name = "lrp",
         .title = "LRP",
         .summary =
             "Hands the class's score back from layer to layer, each input getting its share "
             "of what it contributed: no path, no baseline. ΣA is the score less what biases "
             "took.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored},
        lrpTable(), runLrp, estimateLrp);
}

}  // namespace sigscope::methods
