#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

// Maps of one layer's activations, weighed by the gradient there.
// docs/theory/backward-rules.md#class-activation-maps.

/// Grad-CAM (Selvaraju et al., 2017).
[[nodiscard]] Method gradCam();

/// HiResCAM (Draelos and Carin, 2020).
[[nodiscard]] Method hiResCam();

/// LayerCAM (Jiang et al., 2021).
[[nodiscard]] Method layerCam();

/// Grad-CAM++ (Chattopadhay et al., 2018).
[[nodiscard]] Method gradCamPlusPlus();

/// Guided Grad-CAM (Selvaraju et al., 2017): guided backpropagation ⊙ Grad-CAM.
/// docs/theory/backward-rules.md#guided-grad-cam.
[[nodiscard]] Method guidedGradCam();

}  // namespace sigscope::methods
