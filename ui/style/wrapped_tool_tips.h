#pragma once

#include <QFont>
#include <QObject>
#include <QString>

namespace sigscope::ui {

/// `text` with line breaks so that no line is wider than `width` px; its own breaks stay.
[[nodiscard]] QString wrappedText(const QString& text, const QFont& font, int width);

/// As an event filter of the application: shows tooltips of widgets, lists and menus in lines of
/// a readable length.
class WrappedToolTips : public QObject {
    Q_OBJECT

public:
    static constexpr int width = 400;  ///< px, at most.

    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace sigscope::ui
