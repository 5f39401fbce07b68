#pragma once

#include <QListWidget>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The likeliest classes with bars of their probabilities; a click explains one. The class that is
/// explained has the accent's bar.
class ClassList : public QListWidget {
    Q_OBJECT

public:
    explicit ClassList(QWidget* parent = nullptr);

    /// `target` is added below if it is not among `top`.
    void setClasses(const std::vector<RankedClass>& top, const RankedClass& target);

    /// Marks the class of that index at once, before the engine has answered.
    void markTarget(int index);

    [[nodiscard]] int target() const;

Q_SIGNALS:
    void classChosen(int index);

private:
    void addClass(const RankedClass& ranked);
};

}  // namespace sigscope::ui
