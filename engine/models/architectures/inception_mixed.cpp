#include "engine/models/architectures/inception_mixed.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::models {

namespace {

using Branch = MixedBlock::Branch;
using Pool = MixedBlock::Pool;

at::Tensor pooledInInceptionMixed(const at::Tensor& inputs, Pool pool) {
    switch (pool) {
        case Pool::Average:
            return at::avg_pool2d(inputs, 3, 1, 1);
        case Pool::Maximum:
            return at::max_pool2d(inputs, 3, 2);
        case Pool::None:
            break;
    }
    return inputs;
}

LayerIndex describePool(LayerGraph& graph, LayerIndex inputs, Pool pool) {
    switch (pool) {
        case Pool::Average:
            return graph.add(MeanPoolLayer{3, 1, 1}, {inputs});
        case Pool::Maximum:
            return graph.add(MaxPoolLayer{3, 2}, {inputs});
        case Pool::None:
            break;
    }
    return inputs;
}

std::int64_t outputsOf(const Branch& branch, std::int64_t inputs) {
    if (branch.ends.empty()) return branch.chain.empty() ? inputs : branch.chain.outputs();
    std::int64_t outputs = 0;
    for (const Chain& end : branch.ends) outputs += end.outputs();
    return outputs;
}

/// Units of a block by their names within it.
class Taker {
public:
    Taker(const WeightSource& weights, const std::string& name, std::int64_t inputs)
        : m_weights(weights), m_prefix(name + "."), m_inputs(inputs) {}

    [[nodiscard]] Chain chain(const std::vector<std::string>& names) const {
        return chainAfter(names, m_inputs);
    }
    /// The same, and a 3×3 unit of stride 2 without padding at its end.
    [[nodiscard]] Chain reducing(const std::vector<std::string>& names,
                                 const std::string& last) const {
        Chain chain = this->chain(names);
        const std::int64_t inputs = chain.empty() ? m_inputs : chain.outputs();
        chain.append(takeUnpaddedUnit(m_weights, m_prefix + last, inputs, 2));
        return chain;
    }
    /// A chain whose outputs go into two units side by side.
    [[nodiscard]] Branch forked(const std::vector<std::string>& names, const std::string& left,
                                const std::string& right) const {
        Branch branch{chain(names)};
        const std::int64_t inputs = branch.chain.outputs();
        branch.ends = {chainAfter({left}, inputs), chainAfter({right}, inputs)};
        return branch;
    }
    [[nodiscard]] Branch averaged() const { return {chain({"branch_pool"}), {}, Pool::Average}; }

    [[nodiscard]] MixedBlock block(std::vector<Branch> branches) const {
        return {std::move(branches), m_inputs};
    }

private:
    [[nodiscard]] Chain chainAfter(const std::vector<std::string>& names,
                                   std::int64_t inputs) const {
        std::vector<std::string> full;
        for (const std::string& name : names) full.push_back(m_prefix + name);
        return {m_weights, full, inputs};
    }

    const WeightSource& m_weights;
    std::string m_prefix;
    std::int64_t m_inputs;
};

}  // namespace

MixedBlock::MixedBlock(std::vector<Branch> branches, std::int64_t inputs)
    : m_branches(std::move(branches)) {
    for (const Branch& branch : m_branches) m_outputs += outputsOf(branch, inputs);
}

at::Tensor MixedBlock::operator()(const at::Tensor& inputs) const {
    std::vector<at::Tensor> parts;
    for (const Branch& branch : m_branches) {
        const at::Tensor values = branch.chain(pooledInInceptionMixed(inputs, branch.pool));
        for (const Chain& end : branch.ends) parts.push_back(end(values));
        if (branch.ends.empty()) parts.push_back(values);
    }
    return at::cat(parts, 1);
}

LayerIndex MixedBlock::describe(LayerGraph& graph, LayerIndex inputs) const {
    std::vector<LayerIndex> parts;
    for (const Branch& branch : m_branches) {
        const LayerIndex last =
            branch.chain.describe(graph, describePool(graph, inputs, branch.pool));
        for (const Chain& end : branch.ends) parts.push_back(end.describe(graph, last));
        if (branch.ends.empty()) parts.push_back(last);
    }
    return graph.add(ConcatenationLayer{}, std::move(parts));
}

MixedBlock takeInceptionA(const WeightSource& weights, const std::string& name,
                          std::int64_t inputs) {
    const Taker taker(weights, name, inputs);
    return taker.block({{taker.chain({"branch1x1"})},
                        {taker.chain({"branch5x5_1", "branch5x5_2"})},
                        {taker.chain({"branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"})},
                        taker.averaged()});
}

MixedBlock takeInceptionB(const WeightSource& weights, const std::string& name,
                          std::int64_t inputs) {
    const Taker taker(weights, name, inputs);
    return taker.block({{taker.reducing({}, "branch3x3")},
                        {taker.reducing({"branch3x3dbl_1", "branch3x3dbl_2"}, "branch3x3dbl_3")},
                        {{}, {}, Pool::Maximum}});
}

MixedBlock takeInceptionC(const WeightSource& weights, const std::string& name,
                          std::int64_t inputs) {
    const Taker taker(weights, name, inputs);
    return taker.block({{taker.chain({"branch1x1"})},
                        {taker.chain({"branch7x7_1", "branch7x7_2", "branch7x7_3"})},
                        {taker.chain({"branch7x7dbl_1", "branch7x7dbl_2", "branch7x7dbl_3",
                                      "branch7x7dbl_4", "branch7x7dbl_5"})},
                        taker.averaged()});
}

MixedBlock takeInceptionD(const WeightSource& weights, const std::string& name,
                          std::int64_t inputs) {
    const Taker taker(weights, name, inputs);
    return taker.block(
        {{taker.reducing({"branch3x3_1"}, "branch3x3_2")},
         {taker.reducing({"branch7x7x3_1", "branch7x7x3_2", "branch7x7x3_3"}, "branch7x7x3_4")},
         {{}, {}, Pool::Maximum}});
}

MixedBlock takeInceptionE(const WeightSource& weights, const std::string& name,
                          std::int64_t inputs) {
    const Taker taker(weights, name, inputs);
    return taker.block(
        {{taker.chain({"branch1x1"})},
         taker.forked({"branch3x3_1"}, "branch3x3_2a", "branch3x3_2b"),
         taker.forked({"branch3x3dbl_1", "branch3x3dbl_2"}, "branch3x3dbl_3a", "branch3x3dbl_3b"),
         taker.averaged()});
}

}  // namespace sigscope::models
