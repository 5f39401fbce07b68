#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/study.h"
#include "engine/metrics/region.h"

namespace sigscope::study {

/// Where the labelled object is in a picture, in its pixels.
struct ObjectPlace {
    std::vector<metrics::Box> boxes{};
    std::filesystem::path mask{};  ///< A picture of the same size: what is not black is the object.
    std::filesystem::path labels{};  ///< Likewise: each colour but black is an object of its own.
};

/// A picture of a data set.
struct LabelledPicture {
    std::string name;            ///< Its path within the data set, '/' between folders.
    std::filesystem::path file;  ///< Where it is.
    std::string label{};         ///< As ExplainRequest::target; empty where it is not said.
    ObjectPlace object{};        ///< Empty where it is not said.
    /// Which picture of `file` it is, where that is a batch of CIFAR-10 (cifar10.h).
    std::optional<std::size_t> record{};
};

/// The pictures at `place` by name, laid out as `layout`, a name of datasetLayouts(), says
/// (docs/STUDIES.md). Throws Error with what is missing.
[[nodiscard]] std::vector<LabelledPicture> readDataset(const std::filesystem::path& place,
                                                       const std::string& layout);

/// A folder for each class, called as the class is, with its pictures. Throws Error.
[[nodiscard]] std::vector<LabelledPicture> readClassFolders(const std::filesystem::path& folder);

/// A table with the columns path and label, and if it has them x0, y0, x1, y1 (a box [x0, x1) ×
/// [y0, y1) of pixels; a picture with several has several rows, one below the other) and mask,
/// which may be empty; paths are relative to the table's folder. Throws Error with the row.
[[nodiscard]] std::vector<LabelledPicture> readPictureTable(const std::filesystem::path& file);

/// Oxford-IIIT Pet as it is published: images/ and annotations/, of which `split` is "trainval" or
/// "test". Labels are the breeds' names, boxes those of annotations/xmls around the heads. Throws
/// Error.
[[nodiscard]] std::vector<LabelledPicture> readPets(const std::filesystem::path& folder,
                                                    const std::string& split);

/// Oxford 102 Flowers as it is published: imagelabels.mat, whose classes count from 1, and jpg/.
/// Labels are the classes from 0. Throws Error.
[[nodiscard]] std::vector<LabelledPicture> readFlowers(const std::filesystem::path& folder);

/// ImageNet's validation pictures (ILSVRC2012) in the folder or its val/: in folders called as the
/// classes' WordNet ids, or all together with the ground truth and meta.mat of the development kit;
/// with the boxes that there are. Throws Error.
[[nodiscard]] std::vector<LabelledPicture> readImageNet(const std::filesystem::path& folder);

enum class CifarSplit;

/// CIFAR-10, its binary version or that for Python. Throws Error.
[[nodiscard]] std::vector<LabelledPicture> readCifar10(const std::filesystem::path& folder,
                                                       CifarSplit split);

/// `count` of `pictures`, drawn by `seed`, in their order: a picture is drawn or not whatever the
/// others are called and in which order they come, so that more of the same seed have fewer in
/// them.
[[nodiscard]] std::vector<LabelledPicture> drawn(std::vector<LabelledPicture> pictures, int count,
                                                 std::int64_t seed);

/// Those of the shard.
[[nodiscard]] std::vector<LabelledPicture> ofShard(const std::vector<LabelledPicture>& pictures,
                                                   const Shard& shard);

}  // namespace sigscope::study
