#pragma once

#include <QKeyCombination>
#include <functional>
#include <map>

class QKeyEvent;

namespace sigscope::ui {

/// The keys that a comparison has for itself, wherever the focus is in it, and what they do.
class ComparisonKeys {
public:
    void on(QKeyCombination keys, std::function<void()> act);

    [[nodiscard]] bool has(const QKeyEvent& key) const;
    /// Does what the key is for, if it is one of these; says whether it is.
    bool obey(const QKeyEvent& key) const;

private:
    std::map<int, std::function<void()>> m_acts;  ///< By key and modifiers.
};

}  // namespace sigscope::ui
