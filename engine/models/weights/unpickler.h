#pragma once

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "engine/models/weights/byte_reader.h"

namespace sigscope::models {

struct PickleSequence;
struct PickleDict;
struct PickleStorage;
struct PickleTensor;

/// The callables of the allow-list. Each only builds data.
enum class PickleFunction { OrderedDict, RebuildTensor, RebuildParameter };

/// "torch.FloatStorage" as a value.
struct PickleStorageType {
    c10::ScalarType dtype = c10::kFloat;
};

/// A whole number of more than 64 bits: its little-endian bytes.
struct PickleLong {
    std::vector<std::uint8_t> bytes;
};

/// Anything that a pickle can hold here: small, because pickles repeat values at will. Pointers are
/// owned by the Unpickler.
using PickleValue =
    std::variant<std::monostate, bool, std::int64_t, double, PickleFunction, PickleStorageType,
                 const std::string*, const PickleLong*, PickleSequence*, PickleDict*,
                 const PickleStorage*, const PickleTensor*>;

/// A list or a tuple.
struct PickleSequence {
    enum class Kind { List, Tuple };
    std::vector<PickleValue> items;
    Kind kind = Kind::List;
};

/// A dict or an OrderedDict, in insertion order; attributes of an OrderedDict are dropped.
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

/// Reads Python pickles by an allow-list: tensors, dicts, lists, tuples, numbers and strings;
/// whatever else a pickle asks for is refused by name. Nothing is ever called or imported, storages
/// are not touched. Owns what it read, flat, so that neither cycles nor deep nesting can hurt.
/// Source of the format: Python's pickletools.
class Unpickler {
public:
    /// Reads one pickle and leaves `file` behind its end. Throws Error naming the file.
    [[nodiscard]] PickleValue read(ByteReader& file);

    /// All storages referred to so far, in order; the same one once per reference.
    [[nodiscard]] const std::deque<PickleStorage>& storages() const { return m_storages; }

private:
    friend class PickleMachine;

    std::deque<std::string> m_strings;
    std::deque<PickleLong> m_longs;
    std::deque<PickleSequence> m_sequences;
    std::deque<PickleDict> m_dicts;
    std::deque<PickleStorage> m_storages;
    std::deque<PickleTensor> m_tensors;
};

}  // namespace sigscope::models
