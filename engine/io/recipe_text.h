#pragma once

#include <filesystem>
#include <string>

namespace sigscope::io {

inline constexpr std::size_t longestRecipe = 1 << 20;  ///< In bytes.

/// The recipe's text, unchecked, of a result: .npz, .png, .svg, .pdf, .csv or bare JSON, told apart
/// by their first bytes. Throws Error naming the file: unreadable, none of these, without a recipe,
/// or with one of more than longestRecipe.
[[nodiscard]] std::string recipeText(const std::filesystem::path& file);

/// Whether a .png begins like a figure of ours: says nothing of what its recipe is worth. Reads no
/// more than the beginning, where the recipe is. Never throws.
[[nodiscard]] bool isFigurePng(const std::filesystem::path& file);

}  // namespace sigscope::io
