#include "engine/models/weights/pickled_state.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/harmless_tensors.h"
#include "engine/printable.h"

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

std::vector<NamedTensor> tensorsIn(const PickleDict& dict, const std::string& file) {
    Collector collector(file);
    collector.collect(dict);
    return collector.take();
}

/// "conv1.weight" of "module.layer1.0.conv1.weight": copies of a network lie in other modules.
std::string layerAndTensor(const std::string& name) {
    const std::size_t last = name.rfind('.');
    if (last == std::string::npos || last == 0) return name;
    return name.substr(name.rfind('.', last - 1) + 1);
}

/// Whether there is what could be the same network with other numbers.
bool isLike(const std::vector<NamedTensor>& network, const std::vector<NamedTensor>& other) {
    std::set<std::string> layers;
    for (const NamedTensor& tensor : network) layers.insert(layerAndTensor(tensor.name));
    const auto shared = std::ranges::count_if(other, [&layers](const NamedTensor& tensor) {
        return layers.contains(layerAndTensor(tensor.name));
    });
    return 2 * static_cast<std::size_t>(shared) >= network.size();
}

/// The tensors of a checkpoint, and where others were left out for them.
struct FoundTensors {
    std::vector<NamedTensor> tensors;
    std::string note{};
};

/// Which other dicts of the checkpoint hold the network too, a sentence; empty if none does.
std::string noteOfOthers(const PickleDict& root, const std::string& taken,
                         const std::vector<NamedTensor>& tensors, const std::string& file) {
    // More than a checkpoint has: a damaged one may refer to its dicts at will.
    constexpr std::size_t most = 16;
    std::string others;
    std::set<const PickleDict*> seen{member(root, taken)};
    for (const auto& [key, value] : root.items) {
        auto* const* text = std::get_if<const std::string*>(&key);
        const PickleDict* const inner = asDict(value);
        if (!text || !inner || isTrainingState(**text) || !seen.insert(inner).second) continue;
        if (seen.size() > most) break;
        if (isLike(tensors, tensorsIn(*inner, file)))
            others += (others.empty() ? "" : ", ") + printableAscii((*text)->substr(0, 40));
    }
    if (others.empty()) return {};
    return "holds several networks: that of its key " + taken + " is taken, not that of " + others +
           "; save the other one alone to explain it";
}

/// Those of the dict that is usually the network's, else of all dicts: which of them is a network
/// is told by the names.
FoundTensors tensorsOf(const PickleDict& root, const std::string& file) {
    for (const char* wrapper : wrappers)
        if (const PickleDict* inner = member(root, wrapper))
            if (auto found = tensorsIn(*inner, file); !found.empty()) {
                std::string note = noteOfOthers(root, wrapper, found, file);
                return {std::move(found), std::move(note)};
            }
    return {tensorsIn(root, file)};
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
    const FoundTensors found = tensorsOf(*dict, name);
    if (!found.note.empty()) state.note(found.note);
    for (const auto& [key, tensor] : found.tensors) {
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
