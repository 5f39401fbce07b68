#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/layer_randomisation.h"
#include "engine/api/method_traits.h"
#include "engine/api/metric.h"
#include "engine/metrics/fill.h"
#include "engine/metrics/imputation.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/region.h"
#include "engine/metrics/support.h"
#include "engine/problem/problem.h"
#include "engine/schedule/turn.h"

namespace sigscope::metrics {

/// The map of the method under test, with its settings, for another problem: [C, H, W].
using Attribute = std::function<at::Tensor(const Problem&)>;

/// A network some of whose layers are random (model_randomisation.h).
struct RandomisedStage {
    std::string name;  ///< Of the layer that was replaced last.
    std::function<std::shared_ptr<const models::Classifier>()> classifier;
};

/// What of a metric can be chosen; metric_parameters.h has their names and ranges.
struct MetricOptions {
    /// Of measures whose pixels are removed, and of where a map points.
    Summary summary = Summary::SumOfMagnitudes;
    /// Of insertion and deletion: Σ|A| would count evidence against the class as important.
    Summary curveSummary = Summary::SignedSum;
    std::vector<double> ratios{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};  ///< ROAD, DiffID.
    Imputer imputer = Imputer::Linear;                                        ///< ROAD.
    Fill fill = Fill::KeptMean;                                               ///< DiffID.
    DeletionEnd deletionEnd = DeletionEnd::Zero;
    int seeds = 3;                       ///< Draws of what is random, numbered from 0.
    std::int64_t pixelsPerStep = 224;    ///< Insertion and deletion; a row of an ImageNet crop.
    SupportRule support{};               ///< Localisation.
    double pointingTolerance = 0;        ///< Pixels; 0 asks for a maximum inside.
    int perturbations = 100;             ///< Infidelity, a draw.
    double perturbationDeviation = 0.2;  ///< Infidelity; in model space.
    int subsets = 100;                   ///< Sensitivity-n, for each n.
    int subsetSizes = 6;                 ///< Sensitivity-n: how many n between 1 and 0.8·HW.
    double roundingNoise = 1e-6;         ///< Rounding stability; in model space.
    Randomisation randomisation = Randomisation::Cascade;  ///< Which layers are random at a stage.
    /// Of a network with more modules these many are taken, evenly, with the first and the last.
    int randomisedStages = RandomisationRequest().mostStages;
};

/// A map with all that metrics may ask for.
struct MetricContext {
    const Problem& problem;  ///< x, x', f and the classifier.
    at::Tensor attribution;  ///< A [C, H, W], C of 3 or 1.
    int label = 0;           ///< The class whose probability and accuracy are looked at.
    Region region{};         ///< Of MetricNeed::Boxes and Region.
    Attribute attribute{};   ///< Of MetricNeed::Method and Randomised.
    std::vector<RandomisedStage> randomised{};
    SumGoal sum = SumGoal::ChangeOfF;  ///< Of the method; of a map whose method is not known this.
    MetricOptions options{};
    schedule::Turn turn{};  ///< Asked between micro-batches; run() throws Stopped where it is over.

    /// What is missing of `needs`, part of a sentence: "a box around the object"; empty if nothing.
    [[nodiscard]] std::string lacks(const MetricSpec& spec) const;
};

/// A metric: its description and its function.
struct Metric {
    MetricSpec spec;
    /// Throws Error where the context lacks what the metric needs or the model cannot be asked, and
    /// Stopped (scores.h).
    std::function<MetricResult(const MetricContext&)> run;
};

/// The metrics of the program, in the order of listings.
[[nodiscard]] const std::vector<Metric>& metrics();

/// Throws Error naming those there are.
[[nodiscard]] const Metric& metricNamed(const std::string& name);

/// Runs it, what is missing refused with one sentence.
[[nodiscard]] MetricResult runMetric(const Metric& metric, const MetricContext& context);

}  // namespace sigscope::metrics
