#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/pickle_value.h"

namespace sigscope::models {

/// The stack, the marks and the memo of pickle's machine; misuse throws Error naming the file.
class PickleStack {
public:
    explicit PickleStack(const ByteReader& file) : m_file(file) {}

    void push(PickleValue value) { m_values.push_back(value); }
    [[nodiscard]] PickleValue pop();
    [[nodiscard]] PickleValue top() const;

    void mark() { m_marks.push_back(m_values.size()); }
    /// Takes what was pushed since the last mark.
    [[nodiscard]] std::vector<PickleValue> popToMark();

    /// Takes the last `count` values.
    [[nodiscard]] std::vector<PickleValue> popLast(std::size_t count);

    /// Throws Error unless something that can have attributes is on top: a dict, a tensor, or what
    /// is not looked at.
    void requireObject() const;
    /// Throws Error unless what is on top is not looked at.
    void requireOpaque() const;

    /// The dict on top.
    [[nodiscard]] PickleDict& topDict() const;
    /// Sets items of the dict on top: key, value, key, value, ...
    void setItems(const std::vector<PickleValue>& items) const;
    /// Appends to the list on top.
    void append(const std::vector<PickleValue>& items) const;

    /// The memo: values by number, repeated with recall().
    void remember(std::uint32_t index) { m_memo[index] = top(); }
    void rememberNext() { remember(static_cast<std::uint32_t>(m_memo.size())); }
    void recall(std::uint32_t index);

private:
    const ByteReader& m_file;
    std::vector<PickleValue> m_values;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, PickleValue> m_memo;
};

}  // namespace sigscope::models
