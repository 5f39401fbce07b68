#include "engine/metrics/diffid.h"

#include <ATen/ATen.h>

#include "engine/integration/batch_sizer.h"

namespace sigscope::metrics {

namespace {

constexpr double tiny = 1e-8;  ///< Of the published program, against division by zero.

/// `input` with the elements of flat `indices` replaced by the mean of the others.
at::Tensor withoutElements(const at::Tensor& input, const at::Tensor& indices) {
    at::Tensor kept = at::ones_like(input).flatten();
    kept.index_fill_(0, indices, 0);
    const at::Tensor values = input.flatten();
    const at::Tensor fill = (values * kept).sum() / (kept.sum() + tiny);
    return at::where(kept.to(at::kBool), values, fill).view(input.sizes());
}

/// The scores of pictures, of the explained class's probability at x.
std::vector<double> scoresOf(const Problem& problem, const std::vector<at::Tensor>& pictures,
                             Score score, double probability) {
    const auto most =
        static_cast<std::size_t>(integration::mostPointsOn(problem.input.device().type()));
    const int target = problem.objective.target;
    std::vector<double> scores;
    for (std::size_t begin = 0; begin < pictures.size(); begin += most) {
        const auto end = std::min(begin + most, pictures.size());
        const at::Tensor logits =
            problem.classifier->network->logits(at::stack({pictures.data() + begin, end - begin}))
                .to(at::kCPU, at::kDouble);
        const at::Tensor values =
            score == Score::Binary
                ? logits.argmax(1).eq(target).to(at::kDouble)
                : logits.softmax(1).select(1, target).div(probability + tiny).clamp_max(1);
        for (std::int64_t i = 0; i < values.size(0); ++i)
            scores.push_back(values[i].item<double>());
    }
    return scores;
}

}  // namespace

double DiffId::difference() const {
    double sum = 0;
    for (std::size_t i = 0; i < insertion.size(); ++i) sum += insertion[i] - deletion[i];
    return sum / static_cast<double>(insertion.size());
}

DiffId diffId(const Problem& problem, const at::Tensor& attribution, Score score,
              const std::vector<double>& ratios) {
    const at::NoGradGuard noGradients;
    const at::Tensor order =
        std::get<1>(attribution.abs().flatten().sort(/*stable=*/true, 0, /*descending=*/true));
    const auto count = static_cast<double>(order.numel());
    std::vector<at::Tensor> pictures;
    for (const double ratio : ratios) {
        const auto replaced = static_cast<std::int64_t>(ratio * count);
        pictures.push_back(
            withoutElements(problem.input, order.slice(0, order.numel() - replaced)));
        pictures.push_back(withoutElements(problem.input, order.slice(0, 0, replaced)));
    }
    const double probability = problem.classifier->network->logits(problem.input.unsqueeze(0))
                                   .to(at::kDouble)
                                   .softmax(1)[0][problem.objective.target]
                                   .item<double>();
    const std::vector<double> scores = scoresOf(problem, pictures, score, probability);
    DiffId result;
    for (std::size_t i = 0; i < scores.size(); i += 2) {
        result.insertion.push_back(scores[i]);
        result.deletion.push_back(scores[i + 1]);
    }
    return result;
}

}  // namespace sigscope::metrics
