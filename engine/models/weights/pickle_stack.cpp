#include "engine/models/weights/pickle_stack.h"

namespace sigscope::models {

PickleValue PickleStack::top() const {
    const std::size_t bottom = m_marks.empty() ? 0 : m_marks.back();
    if (m_values.size() <= bottom) m_file.fail("is damaged: its pickle takes more than it gave");
    return m_values.back();
}

PickleValue PickleStack::pop() {
    const PickleValue value = top();
    m_values.pop_back();
    return value;
}

std::vector<PickleValue> PickleStack::popToMark() {
    if (m_marks.empty()) m_file.fail("is damaged: its pickle misses a mark");
    const auto first = m_values.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleValue> items(first, m_values.end());
    m_values.erase(first, m_values.end());
    m_marks.pop_back();
    return items;
}

void PickleStack::recall(std::uint32_t index) {
    const auto found = m_memo.find(index);
    if (found == m_memo.end()) m_file.fail("is damaged: its pickle refers to nothing");
    push(found->second);
}

}  // namespace sigscope::models
