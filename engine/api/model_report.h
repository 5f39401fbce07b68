#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/api/outcome.h"
#include "engine/api/parameters.h"

namespace sigscope {

/// What a weights file holds.
struct ModelReport {
    std::string architecture;  ///< "EfficientNet-Lite0".
    int classes = 0;
    std::int64_t tensors = 0;
    std::int64_t parameters = 0;  ///< Real numbers, without batch norm's running statistics.
    std::vector<std::string> precisions;  ///< The tensors' types, each once: "float32".
    ParameterValues preprocessing;        ///< What is known of Catalogue::preprocessing.
    ParameterValues unknown;  ///< The rest of it, as the architecture was published with.
    /// Where the network halves the picture, or why that has to be said: weights do not tell. Empty
    /// where the file does.
    std::string strides;
    /// The stages that class activation maps can be made of, from the first (`--stage 1`); none
    /// where the structure is not known.
    std::vector<std::string> stages;
    std::vector<std::string> leftOut;  ///< What of the file is no part of the network, by kind.
    std::vector<std::string> notes;    ///< What else is worth knowing of the files.
};

/// Why the file that is called like a model's sidecar is left alone, a sentence; empty if there is
/// none, or if it is one. Never throws.
[[nodiscard]] std::string unreadSidecar(const std::string& nameOrFile);

/// Reads a model (a name of the catalogue or a weights file) as a run would and says what it is, or
/// why it cannot be used. On the calling thread, which must be the process's only user of Torch.
[[nodiscard]] Outcome<ModelReport> checkModel(const std::string& nameOrFile);

}  // namespace sigscope
