#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <algorithm>

#include "engine/models/onnx/operators.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models::onnx {

namespace {

at::Tensor multiply(const Operation& operation) {
    const at::Tensor& a = operation.input(0);
    const at::Tensor& b = operation.input(1);
    require(a.dim() >= 1 && b.dim() >= 1, "it multiplies a number, not a matrix");
    if (a.dim() >= 2 && b.dim() >= 2) {
        const auto batchOf = [](const at::Tensor& x) { return x.sizes().slice(0, x.dim() - 2); };
        std::vector<std::int64_t> made(at::infer_size(batchOf(a), batchOf(b)));
        // The factors are broadcast too.
        made.push_back(std::max(a.size(-2), b.size(-2)));
        made.push_back(std::max(a.size(-1), b.size(-1)));
        operation.requireRoom(made);
    }
    return at::matmul(a, b);
}

at::Tensor general(const Operation& operation) {
    at::Tensor a = operation.input(0);
    at::Tensor b = operation.input(1);
    require(a.dim() == 2 && b.dim() == 2, "it multiplies " + shapeText(a.sizes()) + " and " +
                                              shapeText(b.sizes()) + ", which are no matrices");
    if (operation.integer("transA", 0) != 0) a = a.t();
    if (operation.integer("transB", 0) != 0) b = b.t();
    operation.requireRoom({a.size(0), b.size(1)});
    const double alpha = operation.real("alpha", 1);
    const double beta = operation.real("beta", 1);
    if (operation.has(2)) return at::addmm(operation.input(2), a, b, beta, alpha);
    const at::Tensor product = at::mm(a, b);
    return alpha == 1 ? product : product * alpha;
}

}  // namespace

void addProducts(OperatorTable& table) {
    table.add("MatMul", multiply);
    table.add("Gemm", general);
}

}  // namespace sigscope::models::onnx
