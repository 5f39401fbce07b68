#pragma once

#include <QFont>
#include <QObject>
#include <QPoint>
#include <QString>

namespace sigscope::ui {

/// `text` with line breaks so that no line is wider than `width` px; its own breaks stay.
[[nodiscard]] QString wrappedText(const QString& text, const QFont& font, int width);

/// What a widget is whose tooltip depends on the place.
class PlacedToolTip {
public:
    virtual ~PlacedToolTip() = default;

    /// Said of `position`, in the widget; empty for nothing.
    [[nodiscard]] virtual QString toolTipAt(const QPoint& position) const = 0;
};

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
