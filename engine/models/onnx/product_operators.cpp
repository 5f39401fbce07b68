#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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

/// The shape of what has these letters as its sides; each has the length in `lengths`.
std::vector<std::int64_t> shapeOfLetters(std::string_view letters,
                                         const std::map<char, std::int64_t>& lengths) {
    std::vector<std::int64_t> shape;
    for (const char letter : letters) {
        const auto found = lengths.find(letter);
        require(found != lengths.end(), "its equation makes a side that no input has");
        shape.push_back(found->second);
    }
    return shape;
}

/// A sum over products of one or two inputs, whose sides are letters: "bid,bjd->bij".
at::Tensor sumOverLetters(const Operation& operation) {
    std::string equation = operation.text("equation", {});
    std::erase(equation, ' ');
    const std::size_t arrow = equation.find("->");
    require(arrow != std::string::npos && equation.find('.') == std::string::npos,
            "its equation is not of the kind 'ij,jk->ik', which alone is supported");
    require(operation.inputCount() <= 2, "it takes more than two inputs");
    std::vector<std::string_view> letters;
    for (std::string_view rest = std::string_view(equation).substr(0, arrow);;) {
        const std::size_t comma = rest.find(',');
        letters.push_back(rest.substr(0, comma));
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    require(letters.size() == operation.inputCount(), "its equation is of other inputs");
    std::vector<at::Tensor> inputs;
    std::map<char, std::int64_t> lengths;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const at::Tensor& input = inputs.emplace_back(operation.input(i));
        require(static_cast<std::size_t>(input.dim()) == letters[i].size(),
                "its equation is of inputs with another number of sides");
        for (std::size_t side = 0; side < letters[i].size(); ++side) {
            std::int64_t& length = lengths[letters[i][side]];
            length = std::max(length, input.size(static_cast<std::int64_t>(side)));
        }
    }
    // The factors are broadcast too.
    for (const std::string_view factor : letters)
        operation.requireRoom(shapeOfLetters(factor, lengths));
    operation.requireRoom(shapeOfLetters(std::string_view(equation).substr(arrow + 2), lengths));
    return at::einsum(equation, inputs);
}

}  // namespace

void addProducts(OperatorTable& table) {
    table.add("MatMul", multiply);
    table.add("Gemm", general);
    table.add("Einsum", sumOverLetters);
}

}  // namespace sigscope::models::onnx
