#pragma once

#include <deque>

#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/pickle_value.h"

namespace sigscope::models {

/// Reads Python pickles by an allow-list: tensors, dicts, lists, tuples, numbers and strings, and
/// as inert data what torch.load(weights_only=True) builds; whatever else a pickle asks for is
/// refused by name. Nothing is ever called or imported, storages are not touched. Owns what it
/// read. Source of the format: Python's pickletools.
class Unpickler {
public:
    /// Reads one pickle and leaves `file` behind its end. Throws Error naming the file.
    [[nodiscard]] PickleValue read(ByteReader& file);

    /// All storages referred to so far, in order; the same one once per reference.
    [[nodiscard]] const std::deque<PickleStorage>& storages() const { return m_heap.storages; }

private:
    PickleHeap m_heap;
};

}  // namespace sigscope::models
