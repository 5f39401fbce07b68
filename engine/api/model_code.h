#pragma once

#include <filesystem>

namespace sigscope {

/// Whether a model may be a program. TorchScript is one: it runs with the user's rights and can do
/// what they can. Only the user says so, never a recipe.
enum class ModelCode { Refused, Allowed };

/// Whether the file of a model holds a program. Looks at the names of an archive's entries and runs
/// nothing; of what cannot be read it says no, as reading it will say why. Never throws.
[[nodiscard]] bool holdsModelCode(const std::filesystem::path& file);

}  // namespace sigscope
