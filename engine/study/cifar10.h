#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/image.h"

namespace sigscope::study {

/// A record of CIFAR-10: a byte for the label, then 32 × 32 of red, of green and of blue. A batch
/// of its binary version is one record after the other; that for Python (cifar10_python.h) is read
/// as such. Source: https://www.cs.toronto.edu/~kriz/cifar.html.
inline constexpr int cifarSide = 32;
inline constexpr std::size_t cifarValues = std::size_t{3} * cifarSide * cifarSide;
inline constexpr std::size_t cifarRecord = 1 + cifarValues;
inline constexpr int cifarClasses = 10;

enum class CifarSplit { Train, Test };

/// The batches of the split at `folder`, or in the folder of an archive there: those of the binary
/// version (.bin), else those for Python. Throws Error naming what is missing.
[[nodiscard]] std::vector<std::filesystem::path> cifarBatches(const std::filesystem::path& folder,
                                                              CifarSplit split);

/// The records of a batch of either version, labels below cifarClasses. Throws Error.
[[nodiscard]] std::vector<std::uint8_t> readCifarBatch(const std::filesystem::path& file);

/// The picture of record `index`; the last batch for Python stays in memory, and is read again once
/// its file's stamp (store/file_stamp.h) has changed. Any thread may ask. Throws Error.
[[nodiscard]] Image readCifarPicture(const std::filesystem::path& file, std::size_t index);

}  // namespace sigscope::study
