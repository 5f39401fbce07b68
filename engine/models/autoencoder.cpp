#include "engine/models/autoencoder.h"

#include <ATen/ATen.h>

#include "engine/api/readable_file.h"
#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/weights/read_weights.h"

namespace sigscope::models {

std::shared_ptr<const Autoencoder> loadAutoencoder(const std::string& file, c10::Device device,
                                                   c10::ScalarType dtype) {
    if (isAbsent(file))
        throw Error(file + ": there is no such file; an autoencoder's weights are needed");
    const StateDict state = readWeights(file);
    return buildWhole(locateAutoencoder(state), {device, dtype}).product;
}

}  // namespace sigscope::models
