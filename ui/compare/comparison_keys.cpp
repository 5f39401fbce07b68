#include "ui/compare/comparison_keys.h"

#include <QKeyEvent>
#include <utility>

namespace sigscope::ui {

namespace {

/// Those of the keypad are the same.
int combinationOf(const QKeyEvent& key) {
    return QKeyCombination(key.modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(key.key()))
        .toCombined();
}

}  // namespace

void ComparisonKeys::on(QKeyCombination keys, std::function<void()> act) {
    m_acts[keys.toCombined()] = std::move(act);
}

bool ComparisonKeys::has(const QKeyEvent& key) const {
    return m_acts.contains(combinationOf(key));
}

bool ComparisonKeys::obey(const QKeyEvent& key) const {
    const auto found = m_acts.find(combinationOf(key));
    if (found == m_acts.end()) return false;
    found->second();
    return true;
}

}  // namespace sigscope::ui
