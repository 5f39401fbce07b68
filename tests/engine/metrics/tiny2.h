#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "engine/problem/problem.h"

namespace sigscope::golden {

/// A tiny2_NAME.safetensors with what its arrays were made of: the tiny network in float64, the
/// probability of its label, a black baseline.
struct Tiny2 {
    std::string file;
    std::map<std::string, at::Tensor> arrays;
    Problem problem;
    int label = 0;

    [[nodiscard]] const at::Tensor& operator[](const std::string& name) const {
        return arrays.at(name);
    }
    [[nodiscard]] bool has(const std::string& name) const { return arrays.contains(name); }
};

/// All of the golden folder's; empty only where another folder has none.
[[nodiscard]] std::vector<Tiny2> tiny2Goldens();

/// The numbers of an array, of any shape.
[[nodiscard]] std::vector<double> numbersOf(const at::Tensor& array);

/// The largest difference of numbers, as a share of the largest golden one; infinite where they are
/// not equally many.
[[nodiscard]] double relativeDifference(const std::vector<double>& numbers,
                                        const at::Tensor& golden);

}  // namespace sigscope::golden
