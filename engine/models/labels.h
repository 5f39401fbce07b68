#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// Of a file of names or a sidecar. Parsed JSON takes many times its text; names of a million
/// classes fit.
inline constexpr FileLimit besideModel{16 << 20, "file beside a model"};

/// JSON values of such a file: the names of a million classes, there and back, and what else there
/// is.
inline constexpr std::size_t mostValuesBeside = 1'001'000;

/// Reads class names: lines of index, WordNet id and comma-separated names, tab between them, by
/// ascending index from 0; lines that begin with # are comments. Throws Error naming file and line.
[[nodiscard]] std::vector<std::string> readLabels(const std::filesystem::path& file);

/// The names of a model's classes: ImageNet's for 1000 classes (of resourceFolder()), else
/// "class 17".
[[nodiscard]] std::vector<std::string> labelsFor(int classCount);

/// Of the classes of all registered models, which are ImageNet's.
[[nodiscard]] std::vector<std::string> registeredLabels();

/// The class that `text` names: an index, or one of a label's comma-separated names, case ignored;
/// "index:10" and "label:10" say which of the two a number is. Throws Error with the range, the
/// candidates or the nearest names; also for a number that is both, of different classes.
[[nodiscard]] int findClass(const std::vector<std::string>& labels, const std::string& text);

}  // namespace sigscope::models
