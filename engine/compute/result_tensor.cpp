#include "engine/compute/result_tensor.h"

#include <ATen/ATen.h>

#include <string>

#include "engine/error.h"

namespace sigscope::compute {

at::Tensor resultTensor(const Explanation& result, const at::Tensor& input) {
    const Array& map = result.attribution;
    if (map.channels != input.size(0) || map.height != input.size(1) || map.width != input.size(2))
        throw Error("the map is of " + std::to_string(map.height) + "×" +
                    std::to_string(map.width) + " pixels, the model sees " +
                    std::to_string(input.size(1)) + "×" + std::to_string(input.size(2)));
    return at::tensor(map.values).view({map.channels, map.height, map.width}).to(at::kDouble);
}

}  // namespace sigscope::compute
