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

std::vector<PickleValue> PickleStack::popLast(std::size_t count) {
    std::vector<PickleValue> items(count);
    for (std::size_t i = count; i-- > 0;) items[i] = pop();
    return items;
}

void PickleStack::requireObject() const {
    const PickleValue value = top();
    if (std::holds_alternative<PickleDict*>(value) ||
        std::holds_alternative<const PickleTensor*>(value))
        return;
    requireOpaque();
}

void PickleStack::requireOpaque() const {
    if (!std::holds_alternative<PickleOpaque>(top()))
        m_file.fail("is damaged: its pickle changes something that cannot be changed");
}

PickleDict& PickleStack::topDict() const {
    const PickleValue value = top();
    auto* const* dict = std::get_if<PickleDict*>(&value);
    if (!dict) m_file.fail("is damaged: sets an item of something that is no dict");
    return **dict;
}

void PickleStack::setItems(const std::vector<PickleValue>& items) const {
    PickleDict& dict = topDict();
    if (items.size() % 2 != 0) m_file.fail("is damaged: a dict has a key without a value");
    for (std::size_t i = 0; i < items.size(); i += 2)
        dict.items.emplace_back(items[i], items[i + 1]);
}

void PickleStack::append(const std::vector<PickleValue>& items) const {
    const PickleValue value = top();
    auto* const* list = std::get_if<PickleSequence*>(&value);
    if (!list || (*list)->kind != PickleSequence::Kind::List)
        m_file.fail("is damaged: appends to something that is no list");
    (*list)->items.insert((*list)->items.end(), items.begin(), items.end());
}

void PickleStack::recall(std::uint32_t index) {
    const auto found = m_memo.find(index);
    if (found == m_memo.end()) m_file.fail("is damaged: its pickle refers to nothing");
    push(found->second);
}

}  // namespace sigscope::models
