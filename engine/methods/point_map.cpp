#include "engine/methods/point_map.h"

#include <ATen/ATen.h>

namespace sigscope::methods {

integration::Attribution pointMap(const Problem& problem, AttributionRecorder& recorder,
                                  const at::Tensor& map) {
    const std::vector<double> f = recorder.values(at::stack({problem.baseline, problem.input}));
    recorder.reached({0, f[0]}, problem.baseline, 0);
    recorder.add(map);
    recorder.reached({1, f[1]}, problem.input, 1);
    return recorder.result(true);
}

}  // namespace sigscope::methods
