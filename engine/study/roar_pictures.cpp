#include "engine/study/roar_pictures.h"

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "engine/metrics/roar.h"
#include "engine/problem/named_stream.h"

namespace sigscope::study {

namespace {

/// The records of a batch, uint8, [N, 3073].
at::Tensor cifarRecords(const std::filesystem::path& file) {
    std::vector<std::uint8_t> bytes = readCifarBatch(file);
    const auto size = static_cast<std::int64_t>(cifarRecord);
    return at::from_blob(bytes.data(), {static_cast<std::int64_t>(bytes.size()) / size, size},
                         at::TensorOptions(at::kByte))
        .clone();
}

at::Tensor perChannel(const std::array<double, 3>& values) {
    return at::tensor({values[0], values[1], values[2]}, at::kFloat).view({1, 3, 1, 1});
}

}  // namespace

RoarPictures RoarPictures::on(c10::Device device) const {
    return {pictures.to(device), labels.to(device)};
}

RoarPictures readRoarPictures(const std::filesystem::path& folder, CifarSplit split,
                              const models::Preprocessing& preprocessing) {
    std::vector<at::Tensor> batches;
    for (const std::filesystem::path& file : cifarBatches(folder, split))
        batches.push_back(cifarRecords(file));
    const at::Tensor records = at::cat(batches);
    const at::Tensor raw =
        records.slice(1, 1).reshape({-1, 3, cifarSide, cifarSide}).to(at::kFloat).div_(255);
    return {(raw - perChannel(preprocessing.mean)).div_(perChannel(preprocessing.std)),
            records.select(1, 0).to(at::kLong)};
}

RoarPictures drawnOf(const RoarPictures& pictures, std::int64_t count, int seed) {
    if (count >= pictures.count()) return pictures;
    const at::Tensor order =
        NamedStream("roar/" + std::to_string(seed) + "/pictures/0").permutation(pictures.count());
    const at::Tensor chosen = std::get<0>(order.slice(0, 0, count).sort());
    return {pictures.pictures.index_select(0, chosen), pictures.labels.index_select(0, chosen)};
}

RoarPictures withoutHighest(const RoarPictures& pictures, const at::Tensor& maps, double ratio) {
    const at::Tensor masked = at::empty_like(pictures.pictures);
    for (std::int64_t i = 0; i < pictures.count(); ++i)
        masked[i].copy_(
            metrics::maskedPicture(pictures.pictures[i], metrics::keptPixels(maps[i], ratio)));
    return {masked, pictures.labels};
}

}  // namespace sigscope::study
