#include "engine/compute/result_tensor.h"

#include <string>

#include "engine/error.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::compute {

at::Tensor resultTensor(const Explanation& result, const at::Tensor& input) {
    const Array& map = result.attribution;
    if (map.channels != input.size(0) || map.height != input.size(1) || map.width != input.size(2))
        throw Error("the map is of " + std::to_string(map.height) + "×" +
                    std::to_string(map.width) + " pixels, the model sees " +
                    std::to_string(input.size(1)) + "×" + std::to_string(input.size(2)));
    return toTensor(map, at::kDouble);
}

}  // namespace sigscope::compute
