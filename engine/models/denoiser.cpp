#include "engine/models/denoiser.h"

#include <ATen/ATen.h>

#include "engine/file_error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/weights/read_weights.h"
#include "engine/models/weights/torchscript.h"

namespace sigscope::models {

std::shared_ptr<const Denoiser> loadDenoiser(const std::string& file, ByteView bytes,
                                             c10::Device device, c10::ScalarType dtype) {
    if (isTorchScript(bytes, file))
        refuseFile(
            file,
            "is TorchScript, a program, which no diffusion model is read from: save its state "
            "dict (torch.save(model.state_dict(), ...)) instead");
    const StateDict state = readWeights(bytes, file);
    return buildWhole(locateDenoiser(state), {device, dtype}).product;
}

}  // namespace sigscope::models
