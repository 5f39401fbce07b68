#include "engine/models/weights/pickled_state.h"

#include <ATen/ATen.h>

#include <array>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/harmless_tensors.h"

namespace sigscope::models {

namespace {

/// What training programs call the state dict within a checkpoint.
constexpr std::array wrappers{"state_dict", "model_state_dict", "model", "net"};

const PickleDict* asDict(const PickleValue& value) {
    auto* const* dict = std::get_if<PickleDict*>(&value);
    return dict ? *dict : nullptr;
}

const PickleDict* member(const PickleDict& dict, const std::string& name) {
    for (const auto& [key, value] : dict.items) {
        auto* const* text = std::get_if<const std::string*>(&key);
        if (text && **text == name) return asDict(value);
    }
    return nullptr;
}

/// A tensor by its dicts' keys, dots between them: "state_dict.conv1.weight".
struct NamedTensor {
    std::string name;
    const PickleTensor* tensor;
};

/// Finds the tensors in a dict and in those within it.
class Collector {
public:
    explicit Collector(const std::string& file) : m_file({}, file) {}

    void collect(const PickleDict& dict, const std::string& prefix = {}, int depth = 0) {
        // A dict can hold itself, and be referred to at will.
        if (depth == deepest || !m_seen.insert(&dict).second) return;
        for (const auto& [key, value] : dict.items) {
            const std::string name = nameOf(key);
            if (name.empty()) continue;
            if (prefix.size() + name.size() > longestName)
                m_file.fail("has a name of more than " + std::to_string(longestName) + " letters");
            if (auto* const* tensor = std::get_if<const PickleTensor*>(&value))
                m_found.push_back({prefix + name, *tensor});
            else if (const PickleDict* inner = asDict(value); inner && !isTrainingState(name))
                collect(*inner, prefix + name + ".", depth + 1);
        }
    }

    [[nodiscard]] std::vector<NamedTensor> take() { return std::exchange(m_found, {}); }

private:
    static constexpr int deepest = 6;
    static constexpr std::size_t longestName = 300;

    static std::string nameOf(const PickleValue& key) {
        if (auto* const* text = std::get_if<const std::string*>(&key)) return **text;
        const auto* number = std::get_if<std::int64_t>(&key);
        return number ? std::to_string(*number) : std::string();
    }

    ByteReader m_file;
    std::set<const PickleDict*> m_seen;
    std::vector<NamedTensor> m_found;
};

/// Those of the dict that is usually the network's, else of all dicts: which of them is a network
/// is told by the names.
std::vector<NamedTensor> tensorsOf(const PickleDict& root, const std::string& file) {
    for (const char* wrapper : wrappers)
        if (const PickleDict* inner = member(root, wrapper)) {
            Collector collector(file);
            collector.collect(*inner);
            if (auto found = collector.take(); !found.empty()) return found;
        }
    Collector collector(file);
    collector.collect(root);
    return collector.take();
}

/// "epoch, args, ...": what there is instead of tensors.
std::string keysOf(const PickleDict& root) {
    constexpr std::size_t most = 8;
    std::string keys;
    std::size_t count = 0;
    for (const auto& [key, value] : root.items) {
        auto* const* text = std::get_if<const std::string*>(&key);
        if (!text) continue;
        if (count++ < most) keys += (keys.empty() ? "" : ", ") + (*text)->substr(0, 40);
    }
    if (keys.empty()) return "it has no keys";
    return "its keys are " + keys + (count > most ? ", ..." : "");
}

}  // namespace

StateDict pickledState(const PickleValue& root, const StorageReader& readStorage,
                       const std::string& name) {
    const ByteReader file({}, name);
    const PickleDict* dict = asDict(root);
    if (!dict) file.fail("holds no state dict (a dict of tensors by name)");
    std::unordered_map<std::string, at::Tensor> storages;
    StateDict state(name);
    for (const auto& [key, tensor] : tensorsOf(*dict, name)) {
        const PickleStorage& storage = *tensor->storage;
        at::Tensor& data = storages[storage.key];
        if (!data.defined()) data = readStorage(storage);
        if (data.numel() != storage.elements || data.scalar_type() != storage.dtype)
            file.fail("describes the data of " + key + " in two ways");
        state.add(key, data.as_strided(tensor->sizes, tensor->strides, tensor->offset));
    }
    if (state.entries().empty())
        file.fail("holds no state dict: there are no tensors by name, " + keysOf(*dict) +
                  ". Save the network's (torch.save(model.state_dict(), ...))");
    return state;
}

}  // namespace sigscope::models
