#include "engine/methods/adversarial_ig.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "engine/methods/attribution_recorder.h"

namespace sigscope::methods {

namespace {

struct AdversarialIgParameters {
    int negatives = 10;      ///< The published program's.
    double stepSize = 0.05;  ///< The published program's.
    int iterations = 15;     ///< The published program's.
};

/// The walks to all target classes, at once.
class Walks {
public:
    Walks(const Problem& problem, const AdversarialIgParameters& parameters,
          const std::vector<int>& targets)
        : m_problem(problem),
          m_stepSize(parameters.stepSize),
          m_lowest(
              models::normalise(at::zeros_like(problem.input), problem.classifier->preprocessing)),
          m_highest(
              models::normalise(at::ones_like(problem.input), problem.classifier->preprocessing)) {
        for (const int target : targets) m_walks.push_back({target, problem.input, 0, true});
    }

    /// One step of every walk that is not at its end, in micro-batches; adds what they attribute to
    /// `contribution`. Returns false if it was stopped half-way.
    [[nodiscard]] bool step(AttributionRecorder& recorder, at::Tensor& contribution) {
        std::vector<Walk*> open;
        for (Walk& walk : m_walks)
            if (walk.open) open.push_back(&walk);
        return recorder.inMicroBatches(static_cast<int>(open.size()), [&](int begin, int end) {
            contribution += stepTogether({open.begin() + begin, open.begin() + end});
        });
    }

    /// f at the end of the first walk, if it ended before its target was seen.
    void settleFirst(const AttributionRecorder& recorder) {
        Walk& first = m_walks.front();
        if (first.open) first.f = recorder.values(first.point.unsqueeze(0)).front();
    }

    [[nodiscard]] bool anyOpen() const {
        return std::ranges::any_of(m_walks, [](const Walk& walk) { return walk.open; });
    }
    /// Where the first walk is: the path that is shown, as there is one picture at a time.
    [[nodiscard]] at::Tensor firstPoint() const { return m_walks.front().point; }
    [[nodiscard]] double firstF() const { return m_walks.front().f; }

private:
    struct Walk {
        int target;
        at::Tensor point;
        double f;   ///< The probability of the explained class.
        bool open;  ///< The model does not see the target yet.
    };

    /// Notes what the model sees at the walks' points, of its probabilities [B, K] there. Returns
    /// whether any walk goes on.
    static bool look(const std::vector<Walk*>& walks, const at::Tensor& probabilities,
                     const at::Tensor& f) {
        const at::Tensor seen = probabilities.argmax(1).cpu();
        const at::Tensor values = f.detach().cpu();
        bool anyOpen = false;
        for (std::size_t i = 0; i < walks.size(); ++i) {
            const auto row = static_cast<std::int64_t>(i);
            walks[i]->f = values[row].item<double>();
            walks[i]->open = seen[row].item<std::int64_t>() != walks[i]->target;
            anyOpen = anyOpen || walks[i]->open;
        }
        return anyOpen;
    }

    at::Tensor stepTogether(const std::vector<Walk*>& walks) const {
        std::vector<at::Tensor> points;
        std::vector<std::int64_t> targets;
        for (const Walk* walk : walks) {
            points.push_back(walk->point);
            targets.push_back(walk->target);
        }
        at::Tensor contribution = at::zeros_like(m_problem.input, at::kDouble);
        const at::AutoGradMode gradients(true);
        const at::Tensor leaf = at::stack(points).detach().requires_grad_(true);
        const at::Tensor probabilities =
            m_problem.classifier->network->logits(leaf).to(at::kDouble).softmax(1);
        const at::Tensor f = probabilities.select(1, m_problem.objective.target);
        if (!look(walks, probabilities, f)) return contribution;
        const at::Tensor wanted =
            at::tensor(targets, at::kLong).to(probabilities.device()).unsqueeze(1);
        const at::Tensor towards =
            torch::autograd::grad({probabilities.gather(1, wanted).sum()}, {leaf}, {},
                                  /*retain_graph=*/true)
                .front();
        const at::Tensor slope = torch::autograd::grad({f.sum()}, {leaf}).front();
        const at::NoGradGuard noGradients;
        const at::Tensor moved =
            at::min(at::max(leaf + m_stepSize * towards.sign(), m_lowest), m_highest);
        const at::Tensor lost = slope * (leaf - moved);
        for (std::size_t i = 0; i < walks.size(); ++i) {
            if (!walks[i]->open) continue;
            walks[i]->point = moved[static_cast<std::int64_t>(i)];
            contribution += lost[static_cast<std::int64_t>(i)];
        }
        return contribution;
    }

    const Problem& m_problem;
    double m_stepSize;
    at::Tensor m_lowest;   ///< Raw 0 in model space.
    at::Tensor m_highest;  ///< Raw 1 in model space.
    std::vector<Walk> m_walks;
};

std::vector<int> targetsOf(int classes, int explained, int negatives) {
    std::vector<int> targets;
    const int stride = std::max(1, classes / negatives);
    // The last class is never one, as in the published program.
    for (int target = 0; target < classes - 1; target += stride)
        if (target != explained) targets.push_back(target);
    return targets;
}

integration::Attribution runAdversarialIg(const Problem& asked,
                                          const AdversarialIgParameters& parameters,
                                          const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    Problem problem = asked;
    problem.objective = {Objective::Kind::Probability, asked.objective.target};
    const std::vector<int> targets = targetsOf(problem.classifier->network->classCount(),
                                               problem.objective.target, parameters.negatives);
    if (problem.classifier->outputs == models::Outputs::Independent)
        throw Error(
            "agi: walks to where another class has the largest share, and this model's outputs, "
            "probabilities of their own, are no shares; use another method");
    if (targets.empty()) throw Error("agi: needs a model of at least three classes");
    AttributionRecorder recorder(problem, context, integration::Direction::FromInput);
    Walks walks(problem, parameters, targets);
    const int iterations = parameters.iterations;
    const auto reached = [&](int k, const at::Tensor& point) {
        const double share = static_cast<double>(k) / iterations;
        recorder.reached({1 - share, walks.firstF()}, point, share);
    };
    for (int k = 0; k < iterations && walks.anyOpen(); ++k) {
        const at::Tensor point = walks.firstPoint();
        at::Tensor contribution = at::zeros_like(problem.input, at::kDouble);
        if (!walks.step(recorder, contribution)) return recorder.result(false);
        reached(k, point);
        recorder.add(contribution);
    }
    walks.settleFirst(recorder);
    reached(iterations, walks.firstPoint());
    return recorder.result(true);
}

ResourceEstimate estimateAdversarialIg(const AdversarialIgParameters& parameters,
                                       const Extent& extent, std::int64_t) {
    // A stride rounded down gives up to twice as many targets.
    const int targets = 2 * parameters.negatives;
    return {.evaluations = targets * parameters.iterations,
            .heldBytes = (8 + 3 * targets) * extent.inputBytes,
            .exact = false,
            .traced = Traced::Waypoints,
            .atOnce = targets};
}

ParameterTable<AdversarialIgParameters> adversarialIgTable() {
    ParameterTable<AdversarialIgParameters> table;
    table.integer({.name = "negatives",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 1000,
                   .unit = {},
                   .help = "How many other classes are walked to, evenly spread over the classes; "
                           "the map is the sum.",
                   .equation = "t = 0, s, 2s, … < C−1 with s = ⌊C/negatives⌋"},
                  [](AdversarialIgParameters& all) -> int& { return all.negatives; });
    table.integer({.name = "iterations",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 10'000,
                   .unit = {},
                   .help = "Steps of each walk, at most: it ends where the model sees its class.",
                   .equation = {}},
                  [](AdversarialIgParameters& all) -> int& { return all.iterations; });
    table.real({.name = "step-size",
                .symbol = "ε",
                .minimum = 1e-6,
                .maximum = 1,
                .unit = {},
                .help = "How far every element moves in a step, in model space; never beyond black "
                        "and white.",
                .equation = "x_{k+1} = clamp(x_k + ε sign(∂p_t/∂x))"},
               [](AdversarialIgParameters& all) -> double& { return all.stepSize; });
    return table;
}

}  // namespace

Method adversarialGradientIntegration() {
    return makeMethod(
        {.name = "agi",
         .title = "AGI",
         .summary = "Walks from the picture to where the model sees other classes, and "
                    "adds up what its class lost on the way. The baseline is not used.",
         .parameters = {},
         // Its steps are as long as they are, whatever the number of gradients.
         .traits = {PathUse::Along, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .parity = {},
         .objective = "probability",
         .baseline = BaselineUse::Ignored},
        adversarialIgTable(), runAdversarialIg, estimateAdversarialIg);
}

}  // namespace sigscope::methods
