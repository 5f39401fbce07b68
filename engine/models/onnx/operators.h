#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/models/onnx/operation.h"

namespace sigscope::models::onnx {

using Tensors = std::vector<at::Tensor>;
using Operator = std::function<Tensors(const Operation&)>;

/// What is done for an operator's name. Each is differentiable where the function is, changes none
/// of its inputs and keeps no state. Source: the specification of ONNX's operators, opsets 9 to 21.
class OperatorTable {
public:
    /// `work` returns a tensor, or several.
    template <typename Work>
    void add(const std::string& name, Work work) {
        m_operators[name] = [work](const Operation& operation) -> Tensors {
            if constexpr (std::is_same_v<decltype(work(operation)), Tensors>)
                return work(operation);
            else
                return {work(operation)};
        };
    }

    /// Null if there is none of that name.
    [[nodiscard]] const Operator* find(const std::string& name) const;

private:
    std::map<std::string, Operator> m_operators;
};

/// All operators that there are.
[[nodiscard]] const OperatorTable& operators();

// The families, one file each.
void addActivations(OperatorTable& table);
void addArithmetic(OperatorTable& table);
void addComparisons(OperatorTable& table);
void addConvolutions(OperatorTable& table);
void addIndexing(OperatorTable& table);
void addLayouts(OperatorTable& table);
void addNormalisations(OperatorTable& table);
void addPools(OperatorTable& table);
void addProducts(OperatorTable& table);
void addReductions(OperatorTable& table);
void addResizes(OperatorTable& table);
void addShapes(OperatorTable& table);

}  // namespace sigscope::models::onnx
