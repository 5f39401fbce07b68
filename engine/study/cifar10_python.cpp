#include "engine/study/cifar10_python.h"

#include <algorithm>
#include <array>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/weights/unpickler.h"
#include "engine/study/cifar10.h"

namespace sigscope::study {

namespace {

using models::PickleDict;
using models::PickleSequence;
using models::PickleValue;

[[noreturn]] void refusePickle(const std::string& name, const std::string& reason) {
    refuseFile(name, "is no batch of CIFAR-10 for Python: " + reason);
}

PickleValue unpickled(ByteView bytes, const std::string& name, models::Unpickler& unpickler) {
    models::ByteReader file(bytes, name);
    try {
        return unpickler.read(file);
    } catch (const Error&) {
        refusePickle(name, "it is no whole pickle of numbers and texts");
    }
}

/// The list under "labels", below cifarClasses.
std::vector<std::uint8_t> labelsOfPickle(const PickleValue& root, const std::string& name) {
    PickleDict* const* const dict = std::get_if<PickleDict*>(&root);
    if (dict == nullptr) refusePickle(name, "it holds no dict");
    std::vector<std::uint8_t> labels;
    for (const auto& [key, value] : (*dict)->items) {
        const std::string* const* const text = std::get_if<const std::string*>(&key);
        PickleSequence* const* const list = std::get_if<PickleSequence*>(&value);
        if (text == nullptr || **text != "labels" || list == nullptr) continue;
        for (const PickleValue& item : (*list)->items) {
            const auto* const label = std::get_if<std::int64_t>(&item);
            if (label == nullptr || *label < 0 || *label >= cifarClasses)
                refusePickle(name, "picture " + std::to_string(labels.size()) +
                                       " has a label that is none of the ten classes");
            labels.push_back(static_cast<std::uint8_t>(*label));
        }
    }
    if (labels.empty()) refusePickle(name, "it has no labels");
    return labels;
}

/// The array's bytes, 3072 for each label. NumPy pickles them as one text: its code and its length,
/// then they themselves. What else the array says of itself is the same for every batch.
ByteView dataOfPickle(ByteView bytes, std::size_t count, const std::string& name) {
    const std::size_t size = count * cifarValues;
    std::array<std::uint8_t, 5> head{'T'};
    for (std::size_t i = 1; i < head.size(); ++i)
        head[i] = static_cast<std::uint8_t>(size >> (8 * (i - 1)));
    const auto found = std::ranges::search(bytes, head);
    const auto begin = static_cast<std::size_t>(found.end() - bytes.begin());
    if (found.empty() || bytes.size() - begin < size)
        refusePickle(name, "it has no data of " + std::to_string(count) + " pictures");
    return bytes.subspan(begin, size);
}

}  // namespace

std::vector<std::uint8_t> recordsOfPickle(ByteView bytes, const std::string& name) {
    models::Unpickler unpickler;
    const PickleValue root = unpickled(bytes, name, unpickler);
    const std::vector<std::uint8_t> labels = labelsOfPickle(root, name);
    const ByteView data = dataOfPickle(bytes, labels.size(), name);
    std::vector<std::uint8_t> records;
    records.reserve(labels.size() * cifarRecord);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const ByteView values = data.subspan(i * cifarValues, cifarValues);
        records.push_back(labels[i]);
        records.insert(records.end(), values.begin(), values.end());
    }
    return records;
}

}  // namespace sigscope::study
