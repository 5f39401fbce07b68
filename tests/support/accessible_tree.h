#pragma once

#include <QAccessible>
#include <QString>
#include <vector>

class QWidget;

namespace sigscope::test {

/// What a screen reader is told of one object that is seen.
struct AccessibleObject {
    QAccessible::Role role = QAccessible::NoRole;
    int depth = 0;  ///< In the tree; that of the root is 0.
    QString name;   ///< Of a combo box what it is, not what is chosen.
    QString value;  ///< Empty of what has none.
    QString description;
    QString widget;  ///< Its class and object name; empty of items, cells and menus' entries.
    bool isControl = false;  ///< Has the focus at times, or is there to be acted on.

    /// Whether it is of a kind that always stands at a value.
    [[nodiscard]] bool needsValue() const;
};

/// `root` and all that is seen in it, in the order of the tree that screen readers walk through.
[[nodiscard]] std::vector<AccessibleObject> accessibleTree(QWidget& root);

/// A line for each, indented by its depth: "Slider “α” = 0.72 (α 0.720) [AlphaSlider]".
[[nodiscard]] QString accessibleText(const std::vector<AccessibleObject>& tree);

}  // namespace sigscope::test
