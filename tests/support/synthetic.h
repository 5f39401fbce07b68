#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/models/weights/state_dict.h"

/// Weights and inputs made of a name alone, as the goldens' `synthetic.md` says.
namespace sigscope::golden {

/// The stream of `name`, float64 in [−1, 1), of that shape.
[[nodiscard]] at::Tensor syntheticStream(const std::string& name,
                                         const std::vector<std::int64_t>& shape);

struct NamedShape {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// A state dict of such tensors in float32.
[[nodiscard]] models::StateDict syntheticState(const std::vector<NamedShape>& shapes);

/// The tensors of torchvision's "resnet18", "resnet50", "vgg16", "googlenet", "inception_v3" and
/// "mobilenet_v2", auxiliary heads included, for 1000 classes.
[[nodiscard]] std::vector<NamedShape> torchvisionShapes(const std::string& architecture);

/// The tensors of a network that tests/data/architectures has the answers of: "densenet121", …
/// (make.py there), narrow and for 10 classes. Throws where there is none of that name.
[[nodiscard]] std::vector<NamedShape> storedShapes(const std::string& name);

/// The same tensors by other names: each renaming, ours and theirs, where ours is found first in a
/// name.
[[nodiscard]] models::StateDict renamedState(
    const models::StateDict& state,
    const std::vector<std::pair<std::string, std::string>>& renamings);

}  // namespace sigscope::golden
