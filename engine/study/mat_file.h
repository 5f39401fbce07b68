#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sigscope::study {

// Of MATLAB's files, version 5, in which data sets have their labels. All throw Error naming the
// file: it is none, damaged, or has no such variable.

/// The numbers of a real array, column by column.
[[nodiscard]] std::vector<double> matNumbers(const std::filesystem::path& file,
                                             const std::string& variable);

/// A field that is one number, of each element of an array of structures.
[[nodiscard]] std::vector<double> matFieldNumbers(const std::filesystem::path& file,
                                                  const std::string& variable,
                                                  const std::string& field);

/// A field that is a text, likewise. What is not ASCII becomes '?'.
[[nodiscard]] std::vector<std::string> matFieldTexts(const std::filesystem::path& file,
                                                     const std::string& variable,
                                                     const std::string& field);

}  // namespace sigscope::study
