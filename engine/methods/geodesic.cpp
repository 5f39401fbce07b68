#include "engine/methods/geodesic.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace sigscope::methods {

namespace {

/// A latent point with its picture, and with the graph between them.
struct Decoded {
    at::Tensor latent;
    at::Tensor picture;
};

class GeodesicSearch {
public:
    GeodesicSearch(const paths::LatentSpace& space, at::Tensor latents,
                   const GeodesicSettings& settings, const std::function<bool(int, int)>& proceed)
        : m_space(space),
          m_latents(std::move(latents)),
          m_settings(settings),
          m_proceed(proceed),
          m_inner(static_cast<int>(m_latents.size(0)) - 2),
          m_interval(1.0 / static_cast<double>(m_inner + 1)),
          m_total(2 * settings.sweeps * m_inner) {}

    /// Undefined if it was stopped.
    [[nodiscard]] at::Tensor latents() {
        for (int sweep = 0; sweep < m_settings.sweeps; ++sweep) {
            if (visit(Movement::None) < m_settings.energyTolerance || m_stopped) break;
            visit(Movement::Descend);
        }
        return m_stopped ? at::Tensor() : m_latents;
    }

private:
    enum class Movement { None, Descend };

    /// Goes through the inner points; Σ‖η‖². Without movement only as far as it takes to know
    /// whether that is below ε: for most paths, not far.
    double visit(Movement movement) {
        double energy = 0;
        if (m_inner < 1) return energy;
        at::Tensor before = decode(0).picture.detach();
        Decoded here = decode(1);
        for (int i = 1; i <= m_inner; ++i) {
            m_stopped = m_stopped || !m_proceed(m_step++, m_total);
            if (m_stopped) return energy;
            Decoded next = decode(i + 1);
            const at::Tensor bend =
                (next.picture.detach() - 2 * here.picture.detach() + before) / m_interval;
            const at::Tensor eta =
                -torch::autograd::grad({here.picture}, {here.latent}, {bend}).front();
            energy += eta.square().sum(at::kDouble).item<double>();
            if (movement == Movement::Descend) {
                m_latents[i] -= m_settings.learningRate * eta.squeeze(0);
                before = m_space.decode(m_latents.slice(0, i, i + 1));
            } else if (energy >= m_settings.energyTolerance) {
                m_total -= m_inner - i;
                return energy;
            } else {
                before = here.picture.detach();
            }
            here = std::move(next);
        }
        return energy;
    }

    [[nodiscard]] Decoded decode(std::int64_t index) const {
        const at::AutoGradMode gradients(true);
        const at::Tensor leaf = m_latents.slice(0, index, index + 1).clone().requires_grad_(true);
        return {leaf, m_space.decode(leaf)};
    }

    const paths::LatentSpace& m_space;
    at::Tensor m_latents;
    GeodesicSettings m_settings;
    const std::function<bool(int, int)>& m_proceed;
    int m_inner;        ///< Points between the ends.
    double m_interval;  ///< dt
    int m_step = 0;
    int m_total;
    bool m_stopped = false;
};

}  // namespace

at::Tensor geodesic(const paths::LatentSpace& space, const at::Tensor& from, const at::Tensor& to,
                    const GeodesicSettings& settings,
                    const std::function<bool(int, int)>& proceed) {
    const at::NoGradGuard noGradients;
    std::vector<at::Tensor> latents;
    for (int k = 0; k < settings.points; ++k)
        latents.push_back(from + (static_cast<double>(k) / (settings.points - 1)) * (to - from));
    return GeodesicSearch(space, at::stack(latents), settings, proceed).latents();
}

}  // namespace sigscope::methods
