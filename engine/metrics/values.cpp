#include "engine/metrics/values.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "engine/error.h"
#include "engine/integration/batch_sizer.h"
#include "engine/problem/gradients.h"

namespace sigscope::metrics {

at::Tensor valuesOf(const Problem& problem, std::int64_t count, const PictureMaker& pictures,
                    const schedule::Turn& turn) {
    const std::int64_t most = integration::mostPointsOn(problem.input.device().type());
    std::vector<double> values;
    for (std::int64_t begin = 0; begin < count; begin += most) {
        requireTurn(turn);
        const at::Tensor points = pictures(begin, std::min(begin + most, count));
        const std::vector<double> more =
            evaluateValues(problem, points.to(problem.input.options()).contiguous());
        values.insert(values.end(), more.begin(), more.end());
    }
    return at::tensor(values, at::kDouble);
}

double valueAtInput(const Problem& problem) {
    return evaluateValues(problem, problem.input.unsqueeze(0)).front();
}

void requireChannels(const Problem& problem, const at::Tensor& attribution, const char* metric) {
    if (attribution.sizes() != problem.input.sizes())
        throw Error(std::string(metric) +
                    ": takes a map with a value for each channel of each pixel of the picture");
}

}  // namespace sigscope::metrics
