#include "tests/engine/metrics/tiny2.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/baselines/baseline.h"
#include "engine/problem/array_tensor.h"
#include "tests/support/golden.h"

namespace sigscope::golden {

std::vector<Tiny2> tiny2Goldens() {
    std::vector<Tiny2> all;
    for (const auto& file : files(Kind::Tiny2)) {
        Tiny2 golden{file.filename().string(), load(file), {}, 0};
        golden.label = golden["label"].item<int>();
        Problem& problem = golden.problem;
        problem.classifier =
            models::loadClassifier(tinyNetFile().string(), c10::kCPU, c10::kDouble);
        problem.input = golden["input"];
        problem.baseline = baselines::makeBaseline(NamedBaseline::Black, problem.input,
                                                   problem.classifier->preprocessing);
        problem.objective = {Objective::Kind::Probability, golden.label};
        all.push_back(std::move(golden));
    }
    return all;
}

std::vector<double> numbersOf(const at::Tensor& array) {
    return toNumbers(array.flatten());
}

double relativeDifference(const std::vector<double>& numbers, const at::Tensor& golden) {
    const std::vector<double> wanted = numbersOf(golden);
    if (wanted.size() != numbers.size()) return std::numeric_limits<double>::infinity();
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        largest = std::max(largest, std::abs(wanted[i]));
        // A NaN is to count as a difference.
        const double apart = std::abs(numbers[i] - wanted[i]);
        difference = std::isnan(apart) ? std::numeric_limits<double>::infinity()
                                       : std::max(difference, apart);
    }
    return largest > 0 ? difference / largest : difference;
}

}  // namespace sigscope::golden
