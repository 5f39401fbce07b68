#include "engine/methods/rise.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

#include "engine/methods/colour_channels.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/sampled_values.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

struct RiseParameters {
    RiseSettings settings;
    std::int64_t seed = 1;
};

int cellSide(int length, std::int64_t cells) {
    return static_cast<int>((length + cells - 1) / cells);
}

/// `cells` numbers stretched to (cells + 1) · side, linearly between the cells' centres and
/// mirrored beyond the outer ones: [(cells + 1) · side, cells].
at::Tensor stretching(std::int64_t cells, int side) {
    const std::int64_t length = (cells + 1) * side;
    at::Tensor matrix = at::zeros({length, cells}, at::kDouble);
    auto weights = matrix.accessor<double, 2>();
    const auto last = static_cast<double>(cells - 1);
    for (std::int64_t j = 0; j < length; ++j) {
        double place = (static_cast<double>(j) + 0.5) * static_cast<double>(cells) /
                           static_cast<double>(length) -
                       0.5;
        if (place < 0) place = -place;
        if (place > last) place = 2 * last - place;
        const auto cell = static_cast<std::int64_t>(place);
        const double share = place - static_cast<double>(cell);
        weights[j][cell] += 1 - share;
        if (share > 0) weights[j][cell + 1] += share;
    }
    return matrix;
}

/// For each shift [n] the `length` rows of the stretching that begin there: [n, length, cells].
at::Tensor windows(const at::Tensor& stretch, const at::Tensor& shifts, int length) {
    const at::Tensor rows = shifts.unsqueeze(1) + at::arange(length, at::kLong);
    return stretch.index_select(0, rows.flatten()).view({shifts.size(0), length, stretch.size(1)});
}

/// Sums over samples, of which both estimates are made. f is counted from f(x) on: of a constant f
/// nothing is left, rounding included.
struct RiseSums {
    double count = 0;
    double f = 0;
    at::Tensor masks, squares, products;  ///< Σm, Σm², Σfm: [H, W]

    void add(const at::Tensor& values, const at::Tensor& sampled) {
        const at::Tensor weighted = at::tensordot(values.to(sampled.device()), sampled, {0}, {0});
        const at::Tensor sum = sampled.sum(0);
        const at::Tensor squared = sampled.square().sum(0);
        count += static_cast<double>(values.numel());
        f += values.sum().item<double>();
        masks = masks.defined() ? masks + sum : sum;
        squares = squares.defined() ? squares + squared : squared;
        products = products.defined() ? products + weighted : weighted;
    }

    [[nodiscard]] RiseSums operator+(const RiseSums& other) const {
        if (other.count == 0) return *this;
        if (count == 0) return other;
        return {count + other.count, f + other.f, masks + other.masks, squares + other.squares,
                products + other.products};
    }

    /// S, where f(x) is `offset`.
    [[nodiscard]] at::Tensor map(const RiseSettings& settings, double offset) const {
        if (settings.estimate == RiseEstimate::Mean)
            return (products + offset * masks) / (count * settings.probability);
        const at::Tensor variation = squares - masks.square() / count;
        const at::Tensor together = products - f * masks / count;
        // A pixel that was always seen alike says nothing.
        constexpr double rounding = 1e-12;
        return at::where(variation > rounding * count, together / variation, 0.0);
    }
};

/// The sums over samples of even and of odd numbers: how far the two maps differ tells the error.
class RiseHalves {
public:
    void add(int begin, const at::Tensor& f, const at::Tensor& masks) {
        for (const int parity : {0, 1}) {
            const std::int64_t first = (begin + parity) % 2;
            if (first < f.size(0))
                m_sums[parity].add(f.slice(0, first, {}, 2), masks.slice(0, first, {}, 2));
        }
    }
    [[nodiscard]] at::Tensor map(const RiseSettings& settings, double offset) const {
        return (m_sums[0] + m_sums[1]).map(settings, offset);
    }
    /// The expected L2 norm of the map's error, channels summed.
    [[nodiscard]] std::optional<double> error(const RiseSettings& settings, double offset) const {
        if (m_sums[0].count < 2 || m_sums[1].count < 2) return std::nullopt;
        const at::Tensor difference =
            m_sums[0].map(settings, offset) - m_sums[1].map(settings, offset);
        return colourChannels * difference.norm().item<double>() / 2;
    }

private:
    std::array<RiseSums, 2> m_sums;
};

models::PictureSize sizeOf(const Problem& problem) {
    return {static_cast<int>(problem.input.size(1)), static_cast<int>(problem.input.size(2))};
}

integration::Attribution runRise(const Problem& problem, const RiseParameters& parameters,
                                 const integration::RunContext& context) {
    const models::PictureSize size = sizeOf(problem);
    return riseWith(
        problem, parameters.settings,
        [&](int begin, int end) {
            return drawRise(parameters.settings, parameters.seed, size, begin, end);
        },
        context);
}

ResourceEstimate estimateRise(const RiseParameters& parameters, const Extent& extent,
                              std::int64_t) {
    return {.evaluations = parameters.settings.samples,
            .heldBytes = 30 * extent.inputBytes + sampleBytes(extent.inputBytes),
            .atOnce = samplesAtOnce,
            .evaluation = Evaluation::Value};
}

const std::vector<Named<RiseEstimate>>& estimates() {
    static const std::vector<Named<RiseEstimate>> all{
        {{"mean", "mean",
          "The mean of f where a pixel is seen, as published: never far from f's "
          "mean, which a constant f would have everywhere."},
         RiseEstimate::Mean},
        {{"centred", "centred",
          "By how much f rises where a pixel is seen: the slope of a regression. A constant f "
          "gives "
          "0."},
         RiseEstimate::Slope},
    };
    return all;
}

ParameterTable<RiseParameters> riseTable() {
    ParameterTable<RiseParameters> table;
    table.integer({.name = "samples",
                   .symbol = "N",
                   .minimum = 2,
                   .maximum = 1'000'000,
                   .unit = {},
                   .help = "How many random masks, one evaluation each. The original paper takes "
                           "4000 for VGG and 8000 for ResNet.",
                   .equation = "S = 1/(N p) Σ_i f(m_i ⊙ x) m_i"},
                  [](RiseParameters& all) -> int& { return all.settings.samples; });
    table.integer({.name = "cells",
                   .symbol = "s",
                   .minimum = 2,
                   .maximum = 100,
                   .unit = {},
                   .help = "How many cells a mask has on a side: how fine what is hidden.",
                   .equation = {}},
                  [](RiseParameters& all) -> int& { return all.settings.cells; });
    table.real({.name = "probability",
                .symbol = "p",
                .minimum = 0.01,
                .maximum = 0.99,
                .unit = {},
                .help = "How likely a cell is seen.",
                .equation = {}},
               [](RiseParameters& all) -> double& { return all.settings.probability; });
    table.choice("estimate", "What is made of f at the masked pictures.", estimates(),
                 [](RiseParameters& all) -> RiseEstimate& { return all.settings.estimate; });
    table.integer(drawSeedText(), [](RiseParameters& all) -> std::int64_t& { return all.seed; });
    return table;
}

}  // namespace

RiseDraw drawRise(const RiseSettings& settings, std::int64_t seed, models::PictureSize size,
                  int begin, int end) {
    const std::string name = "rise/" + std::to_string(seed);
    const std::int64_t cells = settings.cells;
    const std::array sides{cellSide(size.height, cells), cellSide(size.width, cells)};
    std::vector<at::Tensor> grids;
    const at::Tensor shifts = at::empty({end - begin, 2}, at::kLong);
    auto places = shifts.accessor<std::int64_t, 2>();
    for (int i = begin; i < end; ++i) {
        const std::string sample = "/" + std::to_string(i);
        const at::Tensor uniforms = NamedStream(name + "/grid" + sample).uniforms(cells * cells);
        grids.push_back(uniforms.lt(settings.probability).to(at::kDouble).view({cells, cells}));
        const NamedStream shift(name + "/shift" + sample);
        for (const int axis : {0, 1})
            places[i - begin][axis] =
                static_cast<std::int64_t>(shift.uniform(axis + 1) * sides[axis]);
    }
    return {at::stack(grids), shifts};
}

at::Tensor riseMasks(const RiseDraw& draw, models::PictureSize size) {
    const std::int64_t cells = draw.grids.size(1);
    const at::Tensor rows = windows(stretching(cells, cellSide(size.height, cells)),
                                    draw.shifts.select(1, 0), size.height);
    const at::Tensor columns = windows(stretching(cells, cellSide(size.width, cells)),
                                       draw.shifts.select(1, 1), size.width);
    return at::bmm(at::bmm(rows, draw.grids.to(at::kDouble)), columns.transpose(1, 2));
}

integration::Attribution riseWith(const Problem& problem, const RiseSettings& settings,
                                  const std::function<RiseDraw(int, int)>& draw,
                                  const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::PictureSize size = sizeOf(problem);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart,
                                 colourChannels);
    if (recorder.stopped()) return {};
    const std::vector<double> f = recorder.values(at::stack({problem.baseline, problem.input}));
    recorder.reached({0, f[0]}, problem.baseline, 0);
    PixelMap pixels(recorder);
    RiseHalves halves;
    at::Tensor masks;
    const auto masked = [&](int begin, int end) {
        masks = riseMasks(draw(begin, end), size).to(problem.input.device());
        return masks.unsqueeze(1).to(problem.input.scalar_type()) * problem.input;
    };
    const auto take = [&](int begin, const at::Tensor& values) {
        halves.add(begin, values - f[1], masks);
    };
    const auto reached = [&](int done) {
        pixels.show(halves.map(settings, f[1]));
        const double share = static_cast<double>(done) / settings.samples;
        recorder.reached({share, f[1]}, problem.input, share);
        if (recorder.keepsMoments())
            recorder.show({MomentKind::Masks, done, settings.samples},
                          halves.error(settings, f[1]));
    };
    const bool complete = sampleValues(problem, recorder, settings.samples, masked, take, reached);
    return recorder.result(complete, halves.error(settings, f[1]));
}

Method rise() {
    return makeMethod(
        {.name = "rise",
         .title = "RISE",
         .summary = "Hides random parts of the picture, and shows where what is seen goes with a "
                    "high f. Asks for values only: no gradient, no path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored},
        riseTable(), runRise, estimateRise);
}

}  // namespace sigscope::methods
