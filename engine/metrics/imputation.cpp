#include "engine/metrics/imputation.h"

#include <ATen/ATen.h>

#include "engine/error.h"

namespace sigscope::metrics {

namespace {

constexpr int mostIterations = 20'000;  ///< Of a blob that fills 224²: 800.

/// Σ_j w_ij v_j over the eight neighbours of each pixel, of pictures [B, 1, H, W]; nothing lies
/// beyond the borders.
class NeighbourSum {
public:
    explicit NeighbourSum(const at::TensorOptions& options)
        : m_kernel(at::tensor({1, 2, 1, 2, 0, 2, 1, 2, 1}, options).div(12).view({1, 1, 3, 3})) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const {
        return at::conv2d(values, m_kernel, {}, 1, 1);
    }

private:
    at::Tensor m_kernel;
};

at::Tensor innerProducts(const at::Tensor& a, const at::Tensor& b) {
    return (a * b).sum({1, 2, 3}, /*keepdim=*/true);
}

/// a / b; 0 where b is, of equations that are solved to the last bit.
at::Tensor quotient(const at::Tensor& a, const at::Tensor& b) {
    return at::where(b.ne(0), a / b, 0);
}

/// Systems that are being solved: one row for each picture and channel.
struct Systems {
    at::Tensor place;  ///< Which rows of the result they are, [B].
    at::Tensor removed, diagonal, solution, residual, direction;  ///< [B, 1, H, W]
    at::Tensor progress;  ///< ⟨r, D⁻¹r⟩, [B, 1, 1, 1]
    at::Tensor bound;     ///< Of ‖r‖², likewise.

    void keep(const at::Tensor& rows) {
        for (at::Tensor* part :
             {&place, &removed, &diagonal, &solution, &residual, &direction, &progress, &bound})
            *part = part->index_select(0, rows);
    }
};

/// A step of the method of conjugate gradients, its preconditioner the diagonal.
void step(Systems& systems, const NeighbourSum& neighbours) {
    const at::Tensor image =
        systems.diagonal * systems.direction - systems.removed * neighbours(systems.direction);
    const at::Tensor length = quotient(systems.progress, innerProducts(systems.direction, image));
    systems.solution.addcmul_(length, systems.direction);
    systems.residual.addcmul_(length, image, -1);
    const at::Tensor scaled = systems.residual / systems.diagonal;
    const at::Tensor progress = innerProducts(systems.residual, scaled);
    systems.direction = scaled.addcmul_(quotient(progress, systems.progress), systems.direction);
    systems.progress = progress;
}

/// Solves them all, each until its own bound: those that are done leave the batch.
at::Tensor solve(Systems systems, const NeighbourSum& neighbours) {
    constexpr int between = 8;  // To look is to wait for a GPU.
    at::Tensor solutions = at::empty_like(systems.solution);
    for (int iteration = 0; systems.place.numel() > 0; ++iteration) {
        if (iteration % between == 0) {
            const at::Tensor done =
                innerProducts(systems.residual, systems.residual).le(systems.bound).flatten();
            const at::Tensor finished = done.nonzero().flatten();
            solutions.index_copy_(0, systems.place.index_select(0, finished),
                                  systems.solution.index_select(0, finished));
            if (finished.numel() > 0) systems.keep(done.logical_not().nonzero().flatten());
        }
        if (iteration >= mostIterations)
            throw Error("ROAD: the equations of the removed pixels could not be solved");
        if (systems.place.numel() > 0) step(systems, neighbours);
    }
    return solutions;
}

void requireShapes(const at::Tensor& raw, const at::Tensor& removed) {
    if (raw.dim() != 3 || removed.dim() != 3 || removed.size(1) != raw.size(1) ||
        removed.size(2) != raw.size(2))
        throw Error("ROAD: the mask of removed pixels is of another size than the picture");
}

}  // namespace

at::Tensor imputeLinear(const at::Tensor& raw, const at::Tensor& removed,
                        const ImputationAccuracy& accuracy) {
    requireShapes(raw, removed);
    if (removed.flatten(1).all(1).any().item<bool>())
        throw Error("ROAD: a picture of which no pixel is kept cannot be imputed");
    const at::NoGradGuard noGradients;
    const at::TensorOptions options = raw.options().dtype(accuracy.dtype);
    const NeighbourSum neighbours(options);
    const std::int64_t pictures = removed.size(0), channels = raw.size(0);
    const std::int64_t height = raw.size(1), width = raw.size(2);
    const auto perChannel = [&](const at::Tensor& masks) {
        return masks.unsqueeze(1)
            .expand({pictures, channels, height, width})
            .reshape({pictures * channels, 1, height, width});
    };
    const at::Tensor isRemoved = perChannel(removed.to(options.device(), at::kBool));
    const at::Tensor known = raw.to(accuracy.dtype)
                                 .unsqueeze(0)
                                 .expand({pictures, channels, height, width})
                                 .reshape(isRemoved.sizes());
    const at::Tensor inPicture = neighbours(at::ones({1, 1, height, width}, options));

    Systems systems;
    systems.place = at::arange(isRemoved.size(0), options.dtype(at::kLong));
    systems.removed = isRemoved.to(accuracy.dtype);
    systems.diagonal = at::where(isRemoved, inPicture, at::ones_like(inPicture));
    systems.residual =
        systems.removed * neighbours(known.masked_fill(isRemoved, 0));  // b, of v = 0
    systems.solution = at::zeros_like(known);
    systems.direction = systems.residual / systems.diagonal;
    systems.progress = innerProducts(systems.residual, systems.direction);
    systems.bound =
        innerProducts(systems.residual, systems.residual) * accuracy.residual * accuracy.residual;
    const at::Tensor solved = solve(std::move(systems), neighbours);
    const at::Tensor exact = raw.to(at::kDouble).unsqueeze(0).expand({pictures, -1, -1, -1});
    return at::where(isRemoved.view(exact.sizes()), solved.view(exact.sizes()).to(at::kDouble),
                     exact);
}

at::Tensor imputeChannelMean(const at::Tensor& raw, const at::Tensor& removed) {
    requireShapes(raw, removed);
    const at::Tensor exact = raw.to(at::kDouble);
    const at::Tensor mean = exact.mean({1, 2}, /*keepdim=*/true);
    return at::where(removed.to(raw.device(), at::kBool).unsqueeze(1), mean.unsqueeze(0),
                     exact.unsqueeze(0));
}

}  // namespace sigscope::metrics
