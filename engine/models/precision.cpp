#include "engine/models/precision.h"

#include "engine/problem/named.h"

namespace sigscope::models {

namespace {

const std::vector<Named<Precision>>& precisions() {
    static const std::vector<Named<Precision>> all{
        {{"float32", "float32", "24 bits: what networks are trained and published in."},
         Precision::Float32},
        {{"float64", "float64",
          "53 bits, for numbers that decide. On a CPU three times as slow, for networks of "
          "depthwise "
          "convolutions (EfficientNet, MobileNet) twenty times."},
         Precision::Float64},
        {{"tf32", "TF32", "float32 with products of 10 bits; CUDA GPUs only, where it is faster."},
         Precision::Tf32},
        {{"bf16", "bfloat16",
          "The network in 8 bits, the rest in float32: fast on GPUs; on a CPU faster or slower "
          "than "
          "float32, by processor and network."},
         Precision::Bf16},
    };
    return all;
}

}  // namespace

std::vector<Choice> precisionChoices() {
    return choicesOf(precisions());
}

Precision precisionNamed(const std::string& name) {
    return valueNamed(precisions(), name, "precision");
}

c10::ScalarType weightTypeOf(Precision precision) {
    return precision == Precision::Bf16 ? c10::kBFloat16 : pointTypeOf(precision);
}

Precision precisionOf(c10::ScalarType weights) {
    if (weights == c10::kBFloat16) return Precision::Bf16;
    return weights == c10::kDouble ? Precision::Float64 : Precision::Float32;
}

c10::ScalarType pointTypeOf(Precision precision) {
    return precision == Precision::Float64 ? c10::kDouble : c10::kFloat;
}

}  // namespace sigscope::models
