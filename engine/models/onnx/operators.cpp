#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

const Operator* OperatorTable::find(const std::string& name) const {
    const auto found = m_operators.find(name);
    return found == m_operators.end() ? nullptr : &found->second;
}

const OperatorTable& operators() {
    static const OperatorTable all = [] {
        OperatorTable table;
        addActivations(table);
        addArithmetic(table);
        addComparisons(table);
        addConvolutions(table);
        addIndexing(table);
        addLayouts(table);
        addNormalisations(table);
        addPools(table);
        addProducts(table);
        addReductions(table);
        addResizes(table);
        addShapes(table);
        return table;
    }();
    return all;
}

}  // namespace sigscope::models::onnx
