#include "engine/models/weights/pickled_state.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "engine/error.h"

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

const PickleDict& unwrap(const PickleDict& root) {
    for (const char* wrapper : wrappers)
        if (const PickleDict* inner = member(root, wrapper)) return *inner;
    return root;
}

}  // namespace

StateDict pickledState(const PickleValue& root, const StorageReader& readStorage,
                       const std::string& name) {
    const PickleDict* dict = asDict(root);
    if (!dict) throw Error(name + ": holds no state dict (a dict of tensors by name)");
    std::unordered_map<std::string, at::Tensor> storages;
    StateDict state(name);
    for (const auto& [key, value] : unwrap(*dict).items) {
        auto* const* text = std::get_if<const std::string*>(&key);
        auto* const* tensor = std::get_if<const PickleTensor*>(&value);
        if (!text || !tensor) continue;
        const PickleStorage& storage = *(*tensor)->storage;
        at::Tensor& data = storages[storage.key];
        if (!data.defined()) data = readStorage(storage);
        if (data.numel() != storage.elements || data.scalar_type() != storage.dtype)
            throw Error(name + ": describes the data of " + **text + " in two ways");
        state.add(**text, data.as_strided((*tensor)->sizes, (*tensor)->strides, (*tensor)->offset));
    }
    if (state.entries().empty()) throw Error(name + ": holds no state dict (no tensors by name)");
    return state;
}

}  // namespace sigscope::models
