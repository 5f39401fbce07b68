#include "engine/study/cifar10.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "engine/api/explain_request.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/store/file_stamp.h"
#include "engine/study/cifar10_python.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

namespace {

namespace fs = std::filesystem;

constexpr FileLimit cifarLimit{64 << 20, "batch of CIFAR-10"};

std::vector<std::string> batchNames(CifarSplit split) {
    if (split == CifarSplit::Test) return {"test_batch"};
    return {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"};
}

std::string nameOfRecord(const fs::path& batch, std::size_t index) {
    std::string number = std::to_string(index);
    number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
    return batch.stem().string() + "/" + number;
}

bool isBinaryBatch(const fs::path& file) {
    return file.extension() == ".bin";
}

/// The batch for Python that was read last, 31 MB. Pictures are asked for one after the other, and
/// where one lies is known only once the whole pickle was read. Any thread may ask.
class LastBatch {
public:
    static LastBatch& instance() {
        static LastBatch one;
        return one;
    }

    /// As readCifarBatch(), which reads it anew where the file has changed.
    [[nodiscard]] std::shared_ptr<const std::vector<std::uint8_t>> records(const fs::path& file) {
        const std::scoped_lock lock(m_mutex);
        const std::string stamp = store::fileStamp(file);
        if (m_records != nullptr && m_stamp == stamp) return m_records;
        m_records.reset();  // Never two batches at once.
        m_records = std::make_shared<const std::vector<std::uint8_t>>(readCifarBatch(file));
        m_stamp = stamp;
        return m_records;
    }

private:
    std::mutex m_mutex;
    std::string m_stamp;
    std::shared_ptr<const std::vector<std::uint8_t>> m_records;
};

using CifarRecord = std::array<std::uint8_t, cifarRecord>;

CifarRecord recordOf(const fs::path& file, std::size_t index) {
    CifarRecord record{};
    std::size_t there = 0;
    if (isBinaryBatch(file)) {
        there = OpenFile(file).read(record, index * cifarRecord);
    } else {
        const auto all = LastBatch::instance().records(file);
        const ByteView rest = ByteView(*all).subspan(std::min(index * cifarRecord, all->size()));
        there = std::min(rest.size(), record.size());
        std::copy_n(rest.begin(), there, record.begin());
    }
    if (there != record.size())
        refuseFile(file.string(), "ends before picture " + std::to_string(index));
    return record;
}

}  // namespace

std::vector<fs::path> cifarBatches(const fs::path& folder, CifarSplit split) {
    fs::path place = folder;
    for (const char* inner : {"cifar-10-batches-bin", "cifar-10-batches-py"})
        if (place == folder && fs::is_directory(folder / inner)) place = folder / inner;
    std::vector<fs::path> batches;
    for (const std::string& name : batchNames(split)) {
        const fs::path binary = place / (name + ".bin");
        if (!fs::exists(binary) && !fs::exists(place / name))
            refuseFile(place.string(), "has neither " + name +
                                           ".bin (CIFAR-10, binary version) nor " + name +
                                           " (for Python)");
        batches.push_back(fs::exists(binary) ? binary : place / name);
    }
    return batches;
}

std::vector<std::uint8_t> readCifarBatch(const fs::path& file) {
    std::vector<std::uint8_t> bytes = readFileBytes(file, cifarLimit);
    if (!isBinaryBatch(file)) return recordsOfPickle(bytes, file.string());
    if (bytes.empty() || bytes.size() % cifarRecord != 0)
        refuseFile(file.string(), "is no batch of CIFAR-10: its size is no multiple of " +
                                      std::to_string(cifarRecord) + " bytes");
    for (std::size_t at = 0; at < bytes.size(); at += cifarRecord)
        if (bytes[at] >= cifarClasses)
            refuseFile(file.string(), "picture " + std::to_string(at / cifarRecord) +
                                          " has the label " + std::to_string(bytes[at]) +
                                          ", and there are ten classes");
    return bytes;
}

Image readCifarPicture(const fs::path& file, std::size_t index) {
    const CifarRecord record = recordOf(file, index);
    Image image{cifarSide, cifarSide, {}};
    constexpr std::size_t plane = cifarValues / 3;
    for (std::size_t pixel = 0; pixel < plane; ++pixel)
        for (std::size_t channel = 0; channel < 3; ++channel)
            image.pixels.push_back(record[1 + channel * plane + pixel]);
    return image;
}

std::vector<LabelledPicture> readCifar10(const fs::path& folder, CifarSplit split) {
    std::vector<LabelledPicture> pictures;
    for (const fs::path& batch : cifarBatches(folder, split)) {
        const std::vector<std::uint8_t> bytes = readCifarBatch(batch);
        for (std::size_t i = 0; i < bytes.size() / cifarRecord; ++i)
            pictures.push_back(
                {nameOfRecord(batch, i), batch, classOfIndex(bytes[i * cifarRecord]), {}, i});
    }
    return pictures;
}

}  // namespace sigscope::study
