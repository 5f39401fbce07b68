#include "engine/methods/xrai.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/colour_channels.h"
#include "engine/problem/array_tensor.h"
#include "engine/segmentation/felzenszwalb.h"
#include "engine/segmentation/renumbered.h"

namespace sigscope::methods {

namespace {

/// The published program's attribution.
constexpr const char* blackAndWhite = "ig-black-white";

struct XraiParameters {
    std::string attribution = blackAndWhite;
    XraiOrder order = XraiOrder::Full;
};

using Others = std::shared_ptr<const std::vector<Method>>;

constexpr int blackAndWhiteSteps = 100;  ///< The published program's, from each baseline.
constexpr std::int64_t leastAdded = 50;  ///< The published program's, in pixels.

/// A region with what it adds to those that are taken.
struct Region {
    std::int64_t index;
    double sum = 0;  ///< Of the attribution.
    std::int64_t pixels = 0;

    [[nodiscard]] double mean() const { return sum / static_cast<double>(pixels); }
};

/// Takes regions one after the other.
class RegionTaker {
public:
    RegionTaker(const at::Tensor& attribution, const at::Tensor& regions)
        : m_attribution(attribution.contiguous()),
          m_regions(regions.contiguous()),
          m_covered(at::zeros(attribution.sizes(), at::kBool)) {
        for (std::int64_t i = 0; i < m_regions.size(0); ++i) {
            const at::Tensor values = m_attribution.masked_select(m_regions[i]);
            m_open.push_back({i, values.sum().item<double>(), values.numel()});
        }
    }

    /// Regions that nothing was taken of yet, in their order.
    [[nodiscard]] std::vector<Region>& open() { return m_open; }

    /// Gives what `region` adds its mean, unless that is too little.
    void take(const Region& region) {
        const at::Tensor added = m_regions[region.index].logical_and(~m_covered);
        if (added.sum().item<std::int64_t>() < leastAdded) return;
        const double mean = m_attribution.masked_select(added).mean().item<double>();
        m_covered.logical_or_(added);
        m_taken.push_back({added, mean});
        withdraw(added);
    }

    /// The map and the ranks of what was taken, and of the rest.
    [[nodiscard]] RankedRegions ranked() const {
        RankedRegions result{at::zeros_like(m_attribution),
                             at::zeros(m_attribution.sizes(), at::kLong)};
        std::vector<Taken> byMean = m_taken;
        std::ranges::stable_sort(byMean, std::ranges::greater(), &Taken::mean);
        if (const at::Tensor rest = ~m_covered; rest.any().item<bool>())
            byMean.push_back({rest, m_attribution.masked_select(rest).mean().item<double>()});
        std::int64_t rank = 0;
        for (const Taken& taken : byMean) {
            result.map.masked_fill_(taken.pixels, taken.mean);
            result.ranks.masked_fill_(taken.pixels, ++rank);
        }
        return result;
    }

private:
    struct Taken {
        at::Tensor pixels;  ///< bool [H, W]
        double mean;
    };

    /// What was covered just now is nothing that the open regions could add: counted once a pixel.
    void withdraw(const at::Tensor& added) {
        const at::Tensor places = added.flatten().nonzero().flatten();
        const at::Tensor lost = m_regions.flatten(1).index_select(1, places).to(at::kDouble);
        const std::vector<double> sums =
            toNumbers((lost * m_attribution.flatten().index_select(0, places)).sum(1));
        const std::vector<double> counts = toNumbers(lost.sum(1));
        for (Region& region : m_open) {
            region.sum -= sums[region.index];
            region.pixels -= static_cast<std::int64_t>(counts[region.index]);
        }
    }

    at::Tensor m_attribution;
    at::Tensor m_regions;
    at::Tensor m_covered;  ///< bool [H, W]
    std::vector<Region> m_open;
    std::vector<Taken> m_taken;
};

void takeGreedily(RegionTaker& taker) {
    std::vector<Region>& open = taker.open();
    while (true) {
        std::erase_if(open, [](const Region& region) { return region.pixels < leastAdded; });
        if (open.empty()) return;
        const auto best = std::ranges::max_element(open, {}, &Region::mean);
        const Region region = *best;
        open.erase(best);
        taker.take(region);
    }
}

void takeInOrder(RegionTaker& taker) {
    std::vector<Region> all = taker.open();
    std::erase_if(all, [](const Region& region) { return region.pixels < leastAdded; });
    std::ranges::stable_sort(all, std::ranges::greater(), &Region::mean);
    taker.open().clear();
    for (const Region& region : all) taker.take(region);
}

/// Regions [n, H, W] with all that is within 5 pixels.
at::Tensor widened(const at::Tensor& regions) {
    constexpr std::int64_t radius = 5;
    at::Tensor wide = at::zeros_like(regions);
    const std::int64_t height = regions.size(1);
    for (std::int64_t down = -radius; down <= radius; ++down) {
        const auto reach = static_cast<std::int64_t>(
            std::sqrt(static_cast<double>(radius * radius - down * down)));
        const std::int64_t shift = std::abs(down);
        if (shift >= height) continue;
        const at::Tensor row = at::max_pool2d(regions.to(at::kFloat).unsqueeze(1),
                                              {1, 2 * reach + 1}, {1, 1}, {0, reach})
                                   .squeeze(1)
                                   .gt(0);
        const at::Tensor from = down > 0 ? row.slice(1, 0, height - shift) : row.slice(1, shift);
        at::Tensor to = down > 0 ? wide.slice(1, shift) : wide.slice(1, 0, height - shift);
        to.logical_or_(from);
    }
    return wide;
}

/// Stretched to [−1, 1] by its least and greatest value, as large as the published program
/// segments.
at::Tensor pictureToSegment(const at::Tensor& raw, std::int64_t side) {
    const double least = raw.min().item<double>();
    const double most = raw.max().item<double>();
    const at::Tensor stretched =
        most > least ? (raw - least) * (2 / (most - least)) - 1 : at::zeros_like(raw);
    if (raw.size(1) == side && raw.size(2) == side) return stretched;
    return at::_upsample_bicubic2d_aa(stretched.unsqueeze(0), {side, side},
                                      /*align_corners=*/false)[0];
}

/// One region for each of the labels: bool [n, H, W].
at::Tensor regionsOf(const at::Tensor& labels, at::IntArrayRef size) {
    const at::Tensor here = segmentation::resized(labels, size[0], size[1]);
    const at::Tensor numbers = at::arange(segmentation::segmentCount(labels), at::kLong);
    return here.unsqueeze(0).eq(numbers.view({-1, 1, 1}));
}

/// The mean of IG from black and from white.
integration::Attribution attributionOfBoth(const Problem& problem,
                                           const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const at::Tensor baselines =
        at::stack({models::normalise(at::zeros_like(problem.input), preprocessing),
                   models::normalise(at::ones_like(problem.input), preprocessing)});
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    if (recorder.stopped()) return {};
    const std::vector<double> ends = recorder.values(at::stack({problem.baseline, problem.input}));
    recorder.reached({0, ends[0]}, problem.baseline, 0);
    constexpr int count = 2 * blackAndWhiteSteps;
    constexpr int intervals = blackAndWhiteSteps - 1;
    for (int done = 0; done < count;) {
        if (recorder.stopped()) return recorder.result(false);
        const int end = std::min(done + recorder.batch(), count);
        std::vector<at::Tensor> points;
        std::vector<at::Tensor> steps;
        for (int i = done; i < end; ++i) {
            const int k = i / 2;
            const at::Tensor way = problem.input - baselines[i % 2];
            points.push_back(baselines[i % 2] + static_cast<double>(k) / intervals * way);
            const double weight = k == 0 || k == intervals ? 0.5 : 1;  // The trapezoid's.
            steps.push_back(weight / (2 * intervals) * way);
        }
        const Gradients here = recorder.gradients(at::stack(points));
        recorder.add((at::stack(steps) * here.gradients).sum(0, /*keepdim=*/false, at::kDouble));
        done = end;
        const double share = static_cast<double>(done) / count;
        recorder.reached({share, ends[1]}, problem.input, share);
    }
    return recorder.result(true);
}

const Method& methodOf(const Others& others, const std::string& name) {
    return *std::ranges::find(*others, name, [](const Method& method) { return method.spec.name; });
}

/// One region after the other, by rank.
void showRegions(const RankedRegions& ranked, integration::Observer& observer) {
    if (!observer.keepsMoments()) return;
    const auto count = ranked.ranks.max().item<std::int64_t>();
    for (std::int64_t rank = 1; rank <= count; ++rank) {
        const at::Tensor shown = ranked.map.masked_fill(ranked.ranks.gt(rank), 0);
        observer.moment({{MomentKind::Regions, static_cast<int>(rank), static_cast<int>(count)},
                         shown.unsqueeze(0).expand({colourChannels, -1, -1})});
    }
}

integration::Attribution runXrai(const Problem& problem, const XraiParameters& parameters,
                                 const Others& others, const integration::RunContext& context) {
    integration::Attribution attribution =
        parameters.attribution == blackAndWhite
            ? attributionOfBoth(problem, context)
            : methodOf(others, parameters.attribution).run(problem, {}, context);
    if (!attribution.map.defined()) return attribution;
    const at::NoGradGuard noGradients;
    const at::Tensor raw = models::denormalise(problem.input, problem.classifier->preprocessing)
                               .to(at::kCPU, at::kDouble);
    bool stopped = false;
    const at::Tensor regions = xraiRegions(raw, [&] {
        stopped = context.turn.isOver();
        return !stopped;
    });
    const at::Tensor pixels = attribution.map.to(at::kCPU, at::kDouble).amax(0);
    const RankedRegions ranked = rankRegions(pixels, regions, parameters.order);
    showRegions(ranked, context.observer);
    attribution.map =
        ranked.map.unsqueeze(0).repeat({colourChannels, 1, 1}).to(problem.input.device());
    attribution.copies = colourChannels;
    attribution.complete = attribution.complete && !stopped;
    attribution.error.reset();
    attribution.rounding = 0;
    return attribution;
}

ResourceEstimate estimateXrai(const XraiParameters& parameters, const Others& others,
                              const Extent& extent, std::int64_t memoryBudget) {
    constexpr std::int64_t mostRegions = 600;  // Of a lively photograph; bool, some as float32.
    ResourceEstimate asked{.evaluations = 2 * blackAndWhiteSteps,
                           .heldBytes = 40 * extent.inputBytes};
    if (parameters.attribution != blackAndWhite)
        asked = methodOf(others, parameters.attribution).estimate({}, extent, memoryBudget);
    asked.heldBytes += 10 * mostRegions * extent.pixels;
    return asked;
}

ParameterTable<XraiParameters> xraiTable(const std::vector<Method>& others) {
    std::vector<Named<std::string>> attributions{
        {{blackAndWhite, "IG from black and white",
          "The mean of Integrated Gradients from black and from white, 100 gradients each, as "
          "published."},
         blackAndWhite}};
    for (const Method& other : others)
        attributions.push_back(
            {{other.spec.name, other.spec.title, other.spec.summary}, other.spec.name});
    static const std::vector<Named<XraiOrder>> orders{
        {{"full", "full", "Next the region that adds most for each of its new pixels."},
         XraiOrder::Full},
        {{"fast", "fast", "The regions by the mean of all their pixels."}, XraiOrder::Fast},
    };
    ParameterTable<XraiParameters> table;
    table.choice("attribution",
                 "Which attribution the regions are ranked by; methods with their defaults.",
                 attributions, [](XraiParameters& all) -> std::string& { return all.attribution; });
    table.choice("region-order", "In which order regions are taken.", orders,
                 [](XraiParameters& all) -> XraiOrder& { return all.order; });
    return table;
}

}  // namespace

RankedRegions rankRegions(const at::Tensor& attribution, const at::Tensor& regions,
                          XraiOrder order) {
    RegionTaker taker(attribution, regions);
    if (order == XraiOrder::Full)
        takeGreedily(taker);
    else
        takeInOrder(taker);
    return taker.ranked();
}

at::Tensor xraiRegions(const at::Tensor& raw, const std::function<bool()>& proceed) {
    constexpr std::int64_t side = 224;
    const at::Tensor picture = pictureToSegment(raw, side);
    std::vector<at::Tensor> regions;
    for (const double scale : {50, 100, 150, 250, 500, 1200}) {
        const at::Tensor labels =
            segmentation::felzenszwalb(picture, {.scale = scale, .minSize = 150});
        regions.push_back(widened(regionsOf(labels, raw.sizes().slice(1))));
        if (!proceed()) break;
    }
    return at::cat(regions);
}

Method xrai(const std::vector<Method>& others) {
    const auto known = std::make_shared<const std::vector<Method>>(others);
    return makeMethod(
        {.name = "xrai",
         .title = "XRAI",
         .summary = "Ranks the regions of the picture by their mean attribution: what stands out "
                    "as a whole, instead of single pixels.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .withoutBaseline = {{"attribution", std::string(blackAndWhite)}}},
        xraiTable(others),
        [known](const Problem& problem, const XraiParameters& parameters,
                const integration::RunContext& context) {
            return runXrai(problem, parameters, known, context);
        },
        [known](const XraiParameters& parameters, const Extent& extent, std::int64_t memoryBudget) {
            return estimateXrai(parameters, known, extent, memoryBudget);
        });
}

}  // namespace sigscope::methods
