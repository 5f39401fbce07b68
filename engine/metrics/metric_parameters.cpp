#include "engine/metrics/metric_parameters.h"

#include <algorithm>
#include <utility>

#include "engine/api/metric_settings.h"
#include "engine/methods/parameter_table.h"
#include "engine/problem/named.h"

namespace sigscope {

namespace metrics {

namespace {

using MetricTable = methods::ParameterTable<MetricOptions>;

const std::vector<Named<Summary>>& pixelRanks() {
    static const std::vector<Named<Summary>> ranks{
        {{"magnitudes", "Σ|A|",
          "The sum of the channels' magnitudes; one value for each pixel stays as it is."},
         Summary::SumOfMagnitudes},
        {{"magnitude", "|ΣA|", "The magnitude of the channels' sum."}, Summary::MagnitudeOfSum},
        {{"signed", "ΣA", "The channels' sum: evidence against the class comes last."},
         Summary::SignedSum}};
    return ranks;
}

const std::vector<Named<Fill>>& diffIdFills() {
    static const std::vector<Named<Fill>> fills{
        {{"kept-mean", "Mean of the rest", "The mean of what remains, as published."},
         Fill::KeptMean},
        {{"zero", "Zero", "The mean colour of the training data."}, Fill::Zero},
        {{"blur", "Blur", "The blurred picture."}, Fill::Blur}};
    return fills;
}

const std::vector<Named<DeletionEnd>>& deletionEnds() {
    static const std::vector<Named<DeletionEnd>> ends{
        {{"zero", "Zero", "The mean colour of the training data, as published."},
         DeletionEnd::Zero},
        {{"baseline", "Baseline", "The baseline of the explanation."}, DeletionEnd::Baseline}};
    return ends;
}

const std::vector<Named<Imputer>>& imputers() {
    static const std::vector<Named<Imputer>> imputers{
        {{"linear", "Linear", "What their neighbours say, with noise."}, Imputer::Linear},
        {{"fixed", "Fixed", "Each channel's mean over the picture."}, Imputer::ChannelMean}};
    return imputers;
}

const std::vector<Named<SupportRule::Kind>>& supportRules() {
    using Kind = SupportRule::Kind;
    static const std::vector<Named<Kind>> rules{
        {{"fraction", "Fraction", "All pixels of at least that fraction of the maximum."},
         Kind::Fraction},
        {{"share", "Share", "That share of the pixels, the highest."}, Kind::Share},
        {{"mass", "Mass", "The highest pixels until they have that share of the map's sum."},
         Kind::Mass}};
    return rules;
}

const std::vector<Named<Randomisation>>& randomisations() {
    static const std::vector<Named<Randomisation>> kinds{
        {{"cascade", "Cascade", "A module and all behind it, up to the output."},
         Randomisation::Cascade},
        {{"independent", "Independent", "A module alone."}, Randomisation::Independent}};
    return kinds;
}

void addRanking(MetricTable& table) {
    table
        .choice("pixel-rank", "What ranks a pixel for ROAD, localisation and sparsity.",
                pixelRanks(), [](MetricOptions& all) -> Summary& { return all.summary; })
        .choice("curve-rank", "What ranks a pixel for insertion and deletion.", pixelRanks(),
                [](MetricOptions& all) -> Summary& { return all.curveSummary; })
        .integer({.name = "curve-step",
                  .symbol = {},
                  .minimum = 1,
                  .maximum = 1'000'000,
                  .unit = "px",
                  .help = "Pixels that insertion and deletion change at a time.",
                  .equation = {}},
                 [](MetricOptions& all) -> std::int64_t& { return all.pixelsPerStep; })
        .choice("deletion-end", "What deletion turns the picture into.", deletionEnds(),
                [](MetricOptions& all) -> DeletionEnd& { return all.deletionEnd; })
        .choice("diffid-fill", "What takes the place of what DiffID replaces.", diffIdFills(),
                [](MetricOptions& all) -> Fill& { return all.fill; })
        .choice("road-imputer", "What takes the place of pixels that ROAD removes.", imputers(),
                [](MetricOptions& all) -> Imputer& { return all.imputer; });
}

void addLocalisation(MetricTable& table) {
    table
        .choice("support", "Which pixels a map is taken to point at.", supportRules(),
                [](MetricOptions& all) -> SupportRule::Kind& { return all.support.kind; })
        .real({.name = "support-amount",
               .symbol = {},
               .minimum = 0.001,
               .maximum = 1,
               .unit = {},
               .help = "Of that rule; of fraction, 0.2 is that of class activation maps.",
               .equation = {}},
              [](MetricOptions& all) -> double& { return all.support.amount; })
        .real(
            {.name = "pointing-tolerance",
             .symbol = "τ",
             .minimum = 0,
             .maximum = 1000,
             .unit = "px",
             .help = "How near to the object the first maximum has to be; at 0 any maximum has to "
                     "be inside. 15 as first published.",
             .equation = "dx² + dy² < τ²"},
            [](MetricOptions& all) -> double& { return all.pointingTolerance; });
}

void addRandomisation(MetricTable& table) {
    table
        .choice("randomise", "What model randomisation makes random at a stage.", randomisations(),
                [](MetricOptions& all) -> Randomisation& { return all.randomisation; })
        .integer({.name = "randomised-stages",
                  .symbol = {},
                  .minimum = 2,
                  .maximum = 1000,
                  .unit = {},
                  .help = "Stages of model randomisation at most, evenly from the output back.",
                  .equation = {}},
                 [](MetricOptions& all) -> int& { return all.randomisedStages; });
}

void addDraws(MetricTable& table) {
    table
        .integer({.name = "metric-draws",
                  .symbol = {},
                  .minimum = 1,
                  .maximum = 1000,
                  .unit = {},
                  .help = "Draws of what is random in ROAD and infidelity.",
                  .equation = {}},
                 [](MetricOptions& all) -> int& { return all.seeds; })
        .integer({.name = "perturbations",
                  .symbol = {},
                  .minimum = 2,
                  .maximum = 1'000'000,
                  .unit = {},
                  .help = "Perturbed pictures of infidelity, each draw.",
                  .equation = {}},
                 [](MetricOptions& all) -> int& { return all.perturbations; })
        .real({.name = "perturbation-deviation",
               .symbol = "σ",
               .minimum = 1e-6,
               .maximum = 100,
               .unit = {},
               .help = "Standard deviation of infidelity's perturbations, in model space.",
               .equation = {}},
              [](MetricOptions& all) -> double& { return all.perturbationDeviation; })
        .integer({.name = "subsets",
                  .symbol = {},
                  .minimum = 2,
                  .maximum = 1'000'000,
                  .unit = {},
                  .help = "Random sets of sensitivity-n, of each size.",
                  .equation = {}},
                 [](MetricOptions& all) -> int& { return all.subsets; })
        .integer({.name = "subset-sizes",
                  .symbol = {},
                  .minimum = 1,
                  .maximum = 1000,
                  .unit = {},
                  .help = "Sizes n of sensitivity-n, from 1 to 0.8 · HW.",
                  .equation = {}},
                 [](MetricOptions& all) -> int& { return all.subsetSizes; })
        .real({.name = "rounding-noise",
               .symbol = {},
               .minimum = 1e-12,
               .maximum = 1,
               .unit = {},
               .help = "Noise of rounding stability, in model space.",
               .equation = {}},
              [](MetricOptions& all) -> double& { return all.roundingNoise; });
}

const MetricTable& metricTable() {
    static const MetricTable table = [] {
        MetricTable made;
        addRanking(made);
        addLocalisation(made);
        addDraws(made);
        addRandomisation(made);
        return made;
    }();
    return table;
}

}  // namespace

MetricOptions metricOptions(const ParameterValues& values) {
    return metricTable().read(values);
}

}  // namespace metrics

std::vector<ParameterSpec> metricParameters() {
    return metrics::metricTable().specs();
}

std::vector<MetricSettings> metricSettings(const std::vector<std::string>& metrics,
                                           const ParameterValues& given) {
    const std::vector<ParameterSpec> specs = metricParameters();
    std::vector<MetricSettings> settings;
    for (const std::string& name : metrics) {
        const std::vector<std::string>& heeded = metrics::metricNamed(name).spec.parameters;
        ParameterValues values;
        for (const ParameterSpec& spec : specs) {
            if (!std::ranges::count(heeded, spec.name)) continue;
            const auto chosen = given.find(spec.name);
            values[spec.name] = chosen == given.end() ? spec.defaultValue : chosen->second;
        }
        if (!values.empty()) settings.push_back({name, flagsText(specs, values)});
    }
    return settings;
}

}  // namespace sigscope
