#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/file_bytes.h"
#include "engine/models/preprocessing.h"
#include "engine/models/publication.h"

namespace sigscope::models {

/// What MODEL.json says of the weights file beside it:
/// {"preprocessing": {"input_size": 224, ...}, "labels": ["cat", "dog"] or "FILE",
/// "output": "probabilities", "architecture": "tf_efficientnet_b0", which is timm's name,
/// "attention_heads": 8, of a ViT}. Each may be missing. A FILE of labels lies beside it: .tsv as
/// readLabels wants it, .json of a list or of names by index, else one name a line.
struct Sidecar {
    ParameterValues preprocessing;    ///< Only what it says.
    std::vector<std::string> labels;  ///< Empty if it says none.
    std::string note{};    ///< Why a file of its name was left alone; empty if it was not.
    std::string output{};  ///< What the outputs are, a name of outputChoices().
    std::filesystem::path labelsFile{};  ///< Where `labels` stand.
    Publication publication{};           ///< Of what tensors do not tell of the network.
};

/// Throws Error unless every label can be shown on a line.
void checkLabels(const std::vector<std::string>& labels);

/// The sidecar of a weights file, complemented by what Hugging Face or timm published beside it
/// (hub_config.h); empty if there is neither. A file that only happens to be called so
/// (it speaks neither of preprocessing nor of labels) is left alone, with a note. Throws Error
/// naming the file and the key: unknown keys, wrong types, values out of range.
[[nodiscard]] Sidecar sidecarOf(const std::filesystem::path& weightsFile);

/// The same from the content of `file`, which says where labels are looked for.
[[nodiscard]] Sidecar readSidecar(ByteView bytes, const std::filesystem::path& file);

/// `published` with what the sidecar of `weightsFile` says in place of it. Throws Error if that
/// does not fit together.
[[nodiscard]] Preprocessing withSidecar(const Preprocessing& published, const Sidecar& sidecar,
                                        const std::filesystem::path& weightsFile);

}  // namespace sigscope::models
