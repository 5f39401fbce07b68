#include "engine/methods/spectral_parameters.h"

#include <ATen/ATen.h>

#include "engine/paths/spectral/dct_path.h"
#include "engine/paths/spectral/layered_path.h"
#include "engine/paths/spectral/spectral_path.h"

namespace sigscope::methods {

const NumberText& overlapText() {
    static const NumberText text{
        .name = "overlap",
        .symbol = "λ",
        .minimum = 0,
        .maximum = 1,
        .unit = {},
        .help =
            "How much the switching-on of the components overlaps: at 0 one after the other, at "
            "1 all together, which is Integrated Gradients.",
        .equation = "p = clamp((α − (1−λ)(1−r_i)) / λ, 0, 1), r_i = σ_i/σ_1"};
    return text;
}

const std::vector<Named<Decomposition>>& decompositionTable() {
    static const std::vector<Named<Decomposition>> table{
        {{"svd", "singular values", "Singular components of each channel, the largest first."},
         Decomposition::Singular},
        {{"joint", "joint singular values",
          "Singular components of the three channels stacked: they switch on together."},
         Decomposition::JointSingular},
        {{"dct", "cosine transform", "Frequencies (2-D DCT), the lowest first."},
         Decomposition::Cosine},
        {{"wavelet", "wavelet", "Layers of the Haar wavelet, up to four levels."},
         Decomposition::Wavelet},
        {{"laplacian", "Laplacian pyramid", "Layers of the Laplacian pyramid, up to four levels."},
         Decomposition::Laplacian},
    };
    return table;
}

const std::vector<Named<paths::GateShape>>& gateTable() {
    using paths::GateShape;
    static const std::vector<Named<GateShape>> table{
        {{"linear", "linear", "In proportion: s = p."}, GateShape::Linear},
        {{"cosine", "cosine", "Slowly at both ends: s = ½ − ½cos(πp)."}, GateShape::Cosine},
        {{"sigmoid", "sigmoid", "Most of it in the middle: a logistic curve."}, GateShape::Sigmoid},
        {{"step", "step", "At once, half-way: s = [p ≥ ½]."}, GateShape::Step},
    };
    return table;
}

const std::vector<Named<paths::LayerOrder>>& orderTable() {
    using paths::LayerOrder;
    static const std::vector<Named<LayerOrder>> table{
        {{"natural", "coarse to fine", "The coarsest layer first, the finest last."},
         LayerOrder::Natural},
        {{"reference", "as published",
          "The coarsest layer, then the finest to the second coarsest, as the published program."},
         LayerOrder::Reference},
    };
    return table;
}

std::unique_ptr<paths::Path> makeSpectralPath(const Problem& problem,
                                              const SpectralParameters& parameters,
                                              paths::DecompositionCache* cache) {
    const at::Tensor delta = problem.delta();
    const at::Tensor& from = problem.baseline;
    const at::Tensor& to = problem.input;
    const paths::Gate gate(parameters.overlap, parameters.gate);
    switch (parameters.decomposition) {
        case Decomposition::Singular:
            break;
        case Decomposition::JointSingular:
            return std::make_unique<paths::SpectralPath>(
                from, to, cache ? cache->joint(delta) : paths::decomposeJointly(delta), gate);
        case Decomposition::Cosine:
            return std::make_unique<paths::DctPath>(from, to, gate);
        case Decomposition::Wavelet:
            return std::make_unique<paths::LayeredPath>(
                from, to, paths::waveletLayers(delta, parameters.order), gate);
        case Decomposition::Laplacian:
            return std::make_unique<paths::LayeredPath>(
                from, to, paths::laplacianLayers(delta, parameters.order), gate);
    }
    return std::make_unique<paths::SpectralPath>(
        from, to, cache ? cache->channels(delta) : paths::decompose(delta), gate);
}

}  // namespace sigscope::methods
