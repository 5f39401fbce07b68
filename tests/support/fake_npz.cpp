#include <fstream>

#include "engine/api/engine.h"

namespace sigscope {

/// Stands in for the engine's writer, so that the window's tests link no Torch: the recipe alone.
Outcome<Done> writeNpz(const std::filesystem::path& file, const Explanation& explanation,
                       std::stop_token) {
    std::ofstream out(file);
    out << explanation.recipe;
    out.close();
    if (!out) return Failure{file.string() + ": cannot be written; is its folder there?"};
    return Done{};
}

}  // namespace sigscope
