#include "engine/models/autoencoder.h"

#include <ATen/ATen.h>

#include "engine/api/readable_file.h"
#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/weights/read_weights.h"

namespace sigscope::models {

std::vector<std::uint8_t> readAutoencoderFile(const std::string& file) {
    if (isAbsent(file))
        throw Error(file + ": there is no such file; an autoencoder's weights are needed");
    return readWeightsFile(file);
}

std::shared_ptr<const Autoencoder> loadAutoencoder(const std::string& file, ByteView bytes,
                                                   c10::Device device, c10::ScalarType dtype) {
    const StateDict state = readWeights(bytes, file);
    return buildWhole(locateAutoencoder(state), {device, dtype}).product;
}

std::shared_ptr<const Autoencoder> loadAutoencoder(const std::string& file, c10::Device device,
                                                   c10::ScalarType dtype) {
    return loadAutoencoder(file, readAutoencoderFile(file), device, dtype);
}

}  // namespace sigscope::models
