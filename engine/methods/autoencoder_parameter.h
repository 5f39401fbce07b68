#pragma once

#include <string>

#include "engine/methods/method.h"
#include "engine/paths/latent_path.h"

namespace sigscope::methods {

/// Adds the parameter that names an autoencoder's file; `access` finds it in the method's struct.
template <typename Parameters, typename Access>
void addAutoencoder(ParameterTable<Parameters>& table, Access access) {
    table.file("vae",
               "The autoencoder's weights (a file), in whose latent space the path lies. Empty: "
               "the one that comes with the program.",
               access);
}

/// The latent space of that file's autoencoder. Throws Error.
[[nodiscard]] inline paths::LatentSpace latentSpaceOf(const std::string& file,
                                                      const Problem& problem,
                                                      const integration::RunContext& context) {
    if (!context.auxiliary)
        throw Error("vae: needs the weights file of an autoencoder (--vae FILE)");
    return {context.auxiliary->autoencoder(file, problem), problem.classifier->preprocessing};
}

}  // namespace sigscope::methods
