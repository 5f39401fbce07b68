#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sigscope::models {

/// The tensors of a weights file by name, in the file's order, on the CPU in the file's types. They
/// may be views of shared storages: what is kept must be copied.
class StateDict {
public:
    struct Entry {
        std::string name;
        at::Tensor tensor;
    };

    /// `source` is the file's name, for messages.
    explicit StateDict(std::string source) : m_source(std::move(source)) {}

    /// Throws Error if there is a tensor of that name already.
    void add(std::string name, at::Tensor tensor);

    /// Null if there is no tensor of that name.
    [[nodiscard]] const at::Tensor* find(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] const std::string& source() const { return m_source; }

    /// Strips `prefix` from all names if all of them begin with it; returns whether they did.
    bool stripCommonPrefix(std::string_view prefix);

private:
    std::string m_source;
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, std::size_t> m_index;
};

}  // namespace sigscope::models
