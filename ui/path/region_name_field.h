#pragma once

#include <QLineEdit>

namespace sigscope::ui {

/// Where a region's name is written, in its place on the picture. Enter and a click elsewhere take
/// what is written, Esc leaves the name as it was; then the field goes by itself.
class RegionNameField : public QLineEdit {
    Q_OBJECT

public:
    /// Opens over `corner` of the pane, as far as it lies in it, with the focus and `name`
    /// selected.
    RegionNameField(const QString& name, const QPoint& corner, QWidget& pane);

Q_SIGNALS:
    /// Without blanks around it; it may be empty.
    void named(const QString& name);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void take();
    void leave();

    bool m_left = false;
};

}  // namespace sigscope::ui
