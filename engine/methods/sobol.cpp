#include "engine/methods/sobol.h"

#include <ATen/ATen.h>

#include <bit>
#include <cmath>
#include <optional>

#include "engine/methods/colour_channels.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/sampled_values.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

struct SobolParameters {
    int grid = 11;    ///< The original paper's.
    int points = 32;  ///< The original paper's.
    std::int64_t seed = 0;
};

void requirePowerOfTwo(int points) {
    if (!std::has_single_bit(static_cast<unsigned>(points)))
        throw Error("points: " + std::to_string(points) +
                    " is no power of two, of which the Sobol sequence is even; the next one is " +
                    std::to_string(std::bit_ceil(static_cast<unsigned>(points))));
}

/// The first points of the sequence: float64 [points, dimensions].
at::Tensor sobolSequence(int points, std::int64_t dimensions, std::int64_t seed) {
    constexpr std::int64_t bits = 30;
    constexpr double one = 1LL << bits;
    at::Tensor directions = at::zeros({dimensions, bits}, at::kLong);
    at::_sobol_engine_initialize_state_(directions, dimensions);
    const at::Tensor shift = seed == 0 ? at::zeros({dimensions}, at::kLong)
                                       : NamedStream("sobol/" + std::to_string(seed) + "/shift")
                                             .uniforms(dimensions)
                                             .mul(one)
                                             .to(at::kLong);
    const at::Tensor first = (shift.to(at::kDouble) / one).unsqueeze(0);
    const at::Tensor others = std::get<0>(at::_sobol_engine_draw(
        shift.clone(), points - 1, directions, dimensions, /*num_generated=*/0, at::kDouble));
    return at::cat({first, others});
}

/// What is known of f at the rows of a design, taken point by point: A_k, then C_0 … C_{d−1} at k.
class SobolValues {
public:
    SobolValues(int points, std::int64_t variables)
        : m_variables(variables), m_f(at::zeros({points, variables + 1}, at::kDouble)) {}

    [[nodiscard]] std::int64_t count() const { return m_f.numel(); }

    /// The rows of the design that samples begin … end − 1 are, int64.
    [[nodiscard]] at::Tensor rows(int begin, int end) const {
        const at::Tensor samples = at::arange(begin, end, at::kLong);
        const at::Tensor point = samples.floor_divide(m_variables + 1);
        const at::Tensor column = samples.remainder(m_variables + 1);
        // B, the second block, is not evaluated: Jansen's formula does without.
        const at::Tensor block = at::where(column.eq(0), column, column + 1);
        return block * m_f.size(0) + point;
    }
    void take(int begin, const at::Tensor& values) {
        m_known = begin + static_cast<int>(values.size(0));
        m_f.view({-1}).slice(0, begin, m_known).copy_(values);
    }
    /// How many of the first samples are known.
    [[nodiscard]] int known() const { return m_known; }
    /// Of the points whose samples are all among the first `done`.
    [[nodiscard]] at::Tensor indices(int done) const { return indicesOf(points(done)); }
    /// Half of how far the indices of points of even and of odd numbers are apart; nothing of
    /// fewer than two each.
    [[nodiscard]] std::optional<at::Tensor> halfDifference(int done) const {
        const at::Tensor known = points(done);
        if (known.size(0) < 4) return std::nullopt;
        return (indicesOf(known.slice(0, 0, {}, 2)) - indicesOf(known.slice(0, 1, {}, 2))) / 2;
    }

private:
    [[nodiscard]] at::Tensor points(int done) const {
        return m_f.slice(0, 0, done / (m_variables + 1));
    }
    static at::Tensor indicesOf(const at::Tensor& points) {
        return totalIndices(points.select(1, 0), points.slice(1, 1));
    }

    std::int64_t m_variables;
    at::Tensor m_f;  ///< [N, d + 1]
    int m_known = 0;
};

/// Exact indices come to at least 1; how far an estimate is below tells how coarse it is.
std::vector<SideNumbers> numbersOfIndices(const at::Tensor& indices) {
    return {{"sobol_total_sum", "Σ of the total indices", {indices.sum().item<double>()}},
            {"sobol_total_indices", "Total indices", toNumbers(indices)}};
}

integration::Attribution runSobol(const Problem& problem, const SobolParameters& parameters,
                                  const integration::RunContext& context) {
    requirePowerOfTwo(parameters.points);
    return sobolWith(problem, sobolDesign(parameters.points, parameters.grid, parameters.seed),
                     context);
}

ResourceEstimate estimateSobol(const SobolParameters& parameters, const Extent& extent,
                               std::int64_t) {
    requirePowerOfTwo(parameters.points);
    const std::int64_t variables = std::int64_t{parameters.grid} * parameters.grid;
    const std::int64_t designBytes = 2 * 8 * parameters.points * (variables + 2) * variables;
    return {.evaluations = static_cast<int>(parameters.points * (variables + 1)),
            .heldBytes = 12 * extent.inputBytes + designBytes + sampleBytes(extent.inputBytes),
            .atOnce = samplesAtOnce,
            .evaluation = Evaluation::Value};
}

const NumberText& shiftSeedText() {
    static const NumberText text = [] {
        NumberText made = drawSeedText();
        made.atMinimum = "no shift";
        made.help =
            "Shifts the sequence at random, by this number; at 0 it is the Sobol sequence itself.";
        return made;
    }();
    return text;
}

ParameterTable<SobolParameters> sobolTable() {
    ParameterTable<SobolParameters> table;
    table.integer({.name = "grid",
                   .symbol = "g",
                   .minimum = 2,
                   .maximum = 32,
                   .unit = {},
                   .help = "How many cells the picture has on a side.",
                   .equation = "d = g²"},
                  [](SobolParameters& all) -> int& { return all.grid; });
    table.integer({.name = "points",
                   .symbol = "N",
                   .minimum = 2,
                   .maximum = 1024,
                   .unit = {},
                   .help = "Points of the design, a power of two; each takes d + 1 evaluations.",
                   .equation = "T_i = Σ_k (f(A_k) − f(C_{i,k}))² / (2 N V)"},
                  [](SobolParameters& all) -> int& { return all.points; });
    table.integer(shiftSeedText(), [](SobolParameters& all) -> std::int64_t& { return all.seed; });
    return table;
}

}  // namespace

at::Tensor sobolDesign(int points, int grid, std::int64_t seed) {
    const std::int64_t variables = std::int64_t{grid} * grid;
    const at::Tensor both = sobolSequence(points, 2 * variables, seed);
    const at::Tensor a = both.slice(1, 0, variables);
    const at::Tensor b = both.slice(1, variables);
    std::vector<at::Tensor> blocks{a, b};
    for (std::int64_t i = 0; i < variables; ++i) {
        at::Tensor c = a.clone();
        c.select(1, i).copy_(b.select(1, i));
        blocks.push_back(c);
    }
    return at::cat(blocks);
}

at::Tensor totalIndices(const at::Tensor& fA, const at::Tensor& fC) {
    const at::Tensor zero = at::zeros({fC.size(1)}, fC.options());
    if (fA.size(0) < 2) return zero;
    const double variance = fA.var().item<double>();
    // Of a constant f rounding leaves as much.
    constexpr double rounding = 1e-15;
    if (variance <= std::pow(rounding * fA.abs().max().item<double>(), 2)) return zero;
    return (fA.unsqueeze(1) - fC).square().mean(0) / (2 * variance);
}

integration::Attribution sobolWith(const Problem& problem, const at::Tensor& design,
                                   const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart,
                                 colourChannels);
    if (recorder.stopped()) return {};
    const std::vector<double> ends = recorder.values(at::stack({problem.baseline, problem.input}));
    recorder.reached({0, ends[0]}, problem.baseline, 0);
    const std::int64_t variables = design.size(1);
    const auto grid = std::llround(std::sqrt(static_cast<double>(variables)));
    const at::IntArrayRef size = problem.input.sizes().slice(1);
    SobolValues values(static_cast<int>(design.size(0) / (variables + 2)), variables);
    const auto count = static_cast<int>(values.count());
    PixelMap pixels(recorder);
    const auto dimmed = [&](int begin, int end) {
        const at::Tensor cells = design.index_select(0, values.rows(begin, end))
                                     .view({end - begin, 1, grid, grid})
                                     .to(problem.input.options());
        return at::upsample_nearest2d(cells, size) * problem.input;
    };
    const auto take = [&](int begin, const at::Tensor& f) { values.take(begin, f); };
    const auto mapOf = [&](const at::Tensor& indices) {
        return at::upsample_bicubic2d(indices.view({1, 1, grid, grid}), size,
                                      /*align_corners=*/false)[0][0];
    };
    const auto errorOf = [&](int done) -> std::optional<double> {
        const auto difference = values.halfDifference(done);
        if (!difference) return std::nullopt;
        return colourChannels * mapOf(*difference).norm().item<double>();
    };
    const auto reached = [&](int done) {
        pixels.show(mapOf(values.indices(done)).to(problem.input.device()));
        const double share = static_cast<double>(done) / count;
        recorder.reached({share, ends[1]}, problem.input, share);
        if (recorder.keepsMoments()) recorder.show({MomentKind::Masks, done, count}, errorOf(done));
    };
    const bool complete = sampleValues(problem, recorder, count, dimmed, take, reached);
    integration::Attribution attribution = recorder.result(complete, errorOf(values.known()));
    attribution.sideNumbers = numbersOfIndices(values.indices(values.known()));
    return attribution;
}

Method sobol() {
    return makeMethod(
        {.name = "sobol",
         .title = "Sobol",
         .summary = "Dims the cells of a grid in an even design, and shows which share of f's "
                    "variance each cell has a part in. Asks for values only.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::None},
         .baseline = BaselineUse::Ignored},
        sobolTable(), runSobol, estimateSobol);
}

}  // namespace sigscope::methods
