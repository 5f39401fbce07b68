#include "engine/models/weights/state_dict.h"

#include <utility>

#include "engine/file_error.h"

namespace sigscope::models {

void StateDict::add(std::string name, at::Tensor tensor) {
    if (!m_index.emplace(name, m_entries.size()).second)
        refuseFile(m_source, "holds the tensor " + name + " twice");
    m_namesInFile.push_back(name);
    m_entries.push_back({std::move(name), std::move(tensor)});
}

const at::Tensor* StateDict::find(std::string_view name) const {
    const auto found = m_index.find(std::string(name));
    return found == m_index.end() ? nullptr : &m_entries[found->second].tensor;
}

StateDict StateDict::within(const std::string& prefix,
                            const std::vector<std::size_t>& indices) const {
    StateDict part(m_source);
    part.m_prefix = m_prefix + prefix;
    part.m_notes = m_notes;
    for (const std::size_t index : indices) {
        const Entry& entry = m_entries[index];
        part.add(entry.name.substr(prefix.size()), entry.tensor);
        part.m_namesInFile.back() = m_namesInFile[index];
    }
    return part;
}

std::string StateDict::nameInFile(const std::string& name) const {
    const auto found = m_index.find(name);
    return found == m_index.end() ? m_prefix + name : m_namesInFile[found->second];
}

bool StateDict::setNames(std::vector<std::string> names) {
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!index.emplace(names[i], i).second) return false;
    m_index = std::move(index);
    for (std::size_t i = 0; i < names.size(); ++i) m_entries[i].name = std::move(names[i]);
    return true;
}

}  // namespace sigscope::models
