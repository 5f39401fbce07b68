#include "engine/models/weights/state_dict.h"

#include <algorithm>

#include "engine/error.h"

namespace sigscope::models {

void StateDict::add(std::string name, at::Tensor tensor) {
    if (!m_index.emplace(name, m_entries.size()).second)
        throw Error(m_source + ": holds the tensor " + name + " twice");
    m_entries.push_back({std::move(name), std::move(tensor)});
}

const at::Tensor* StateDict::find(std::string_view name) const {
    const auto found = m_index.find(std::string(name));
    return found == m_index.end() ? nullptr : &m_entries[found->second].tensor;
}

bool StateDict::stripCommonPrefix(std::string_view prefix) {
    const bool common =
        !m_entries.empty() && std::all_of(m_entries.begin(), m_entries.end(), [&](const Entry& e) {
            return e.name.size() > prefix.size() && e.name.starts_with(prefix);
        });
    if (!common) return false;
    m_index.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_entries[i].name.erase(0, prefix.size());
        m_index.emplace(m_entries[i].name, i);
    }
    return true;
}

}  // namespace sigscope::models
