#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sigscope::models {

/// The tensors of a weights file by name, in the file's order, on the CPU in the file's types. They
/// may be views of shared storages: what is kept must be copied. A part of a file, whose names are
/// shorter, still knows what the file calls them.
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

    /// What lies within the module `prefix` ("model."), without that in the names: the entries
    /// `indices` of this, all of whose names begin so.
    [[nodiscard]] StateDict within(const std::string& prefix,
                                   const std::vector<std::size_t>& indices) const;

    /// The same tensors by the names that `rename` gives them. False, and nothing is changed, if
    /// two would be called the same.
    template <typename Rename>
    bool renameAll(const Rename& rename) {
        std::vector<std::string> names;
        for (const Entry& entry : m_entries) names.push_back(rename(entry.name));
        return setNames(std::move(names));
    }

    /// What the file calls the tensor, or would call it if it had it.
    [[nodiscard]] std::string nameInFile(const std::string& name) const;

    /// What of the file is not here and a person should know of, sentences without their subject.
    [[nodiscard]] const std::vector<std::string>& notes() const { return m_notes; }
    void note(std::string note) { m_notes.push_back(std::move(note)); }

private:
    bool setNames(std::vector<std::string> names);

    std::string m_source;
    std::string m_prefix;  ///< Of this part in the file.
    std::vector<Entry> m_entries;
    std::vector<std::string> m_namesInFile;  ///< Of each entry.
    std::vector<std::string> m_notes;
    std::unordered_map<std::string, std::size_t> m_index;
};

}  // namespace sigscope::models
