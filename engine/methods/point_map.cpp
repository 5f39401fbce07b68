#include "engine/methods/point_map.h"

#include <ATen/ATen.h>

namespace sigscope::methods {

integration::Attribution pointMap(const Problem& problem, Trail& trail, const at::Tensor& map) {
    const std::vector<double> f = trail.values(at::stack({problem.baseline, problem.input}));
    trail.reached({0, f[0]}, problem.baseline, 0);
    trail.add(map);
    trail.reached({1, f[1]}, problem.input, 1);
    return trail.result(true);
}

}  // namespace sigscope::methods
