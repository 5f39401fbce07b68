#pragma once

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sigscope::models {

struct PickleSequence;
struct PickleDict;
struct PickleStorage;
struct PickleTensor;

/// The callables and classes of the allow-list. Each only builds data.
enum class PickleFunction {
    Dict,  ///< Of items, or empty: OrderedDict, Counter and their like.
    RebuildTensor,
    RebuildParameter,  ///< Of a tensor, which it is.
    RebuildSubclass,   ///< Of another function and its arguments.
    Inert,             ///< Gives a PickleOpaque, whatever it is given.
};

/// A value that no network computes with (a set, a device, a NumPy scalar, a Namespace): that it is
/// there is all that is known of it.
struct PickleOpaque {};

/// "torch.FloatStorage" as a value.
struct PickleStorageType {
    c10::ScalarType dtype = c10::kFloat;
};

/// A whole number of more than 64 bits: its little-endian bytes.
struct PickleLong {
    std::vector<std::uint8_t> bytes;
};

/// Anything that a pickle can hold here: small, because pickles repeat values at will. Pointers are
/// owned by a PickleHeap.
using PickleValue =
    std::variant<std::monostate, bool, std::int64_t, double, PickleFunction, PickleStorageType,
                 const std::string*, const PickleLong*, PickleSequence*, PickleDict*,
                 const PickleStorage*, const PickleTensor*, PickleOpaque>;

/// A list or a tuple.
struct PickleSequence {
    enum class Kind { List, Tuple };
    std::vector<PickleValue> items;
    Kind kind = Kind::List;
};

/// A dict of any kind, in insertion order; attributes of an OrderedDict are dropped.
struct PickleDict {
    std::vector<std::pair<PickleValue, PickleValue>> items;
};

/// Raw data that the pickle refers to by key and that lies elsewhere in the file.
struct PickleStorage {
    std::string key;
    c10::ScalarType dtype = c10::kFloat;
    std::int64_t elements = 0;
};

/// A view of a storage: element (i, j, …) is storage[offset + i·strides[0] + j·strides[1] + …].
/// All of it was checked to lie within the storage, and sizes' product is at most its elements.
struct PickleTensor {
    const PickleStorage* storage = nullptr;
    std::int64_t offset = 0;
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;
};

/// Owns what pickles hold, flat: neither cycles nor deep nesting can hurt.
struct PickleHeap {
    std::deque<std::string> strings;
    std::deque<PickleLong> longs;
    std::deque<PickleSequence> sequences;
    std::deque<PickleDict> dicts;
    std::deque<PickleStorage> storages;
    std::deque<PickleTensor> tensors;
};

}  // namespace sigscope::models
