#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/path/colour_bar.h"
#include "ui/path/picture_pane.h"

namespace sigscope::ui {

/// A picture with its title above, its value and its colour scale below.
class PathPane : public QWidget {
    Q_OBJECT

public:
    /// What kind of scale the picture has; photographs have none.
    enum class Scale { None, Magnitude, Signed };

    PathPane(const QString& title, const QString& help, Scale scale, const ViewTransform& transform,
             QWidget* parent = nullptr);

    /// The height of everything but the picture.
    [[nodiscard]] int frameHeight() const;

    /// A scale from −limit (or 0) to +limit.
    void setLimit(double limit);

    /// `value` is what the pane is about; `beyond` is the share of values that the scale clips.
    void setValue(const QString& value, double beyond = 0);

    void clear(const QString& placeholder);

    [[nodiscard]] PicturePane& picture() { return *m_picture; }
    [[nodiscard]] QString value() const { return m_value->text(); }

private:
    Scale m_scale;
    QLabel* m_title;
    PicturePane* m_picture;
    QLabel* m_value;
    QLabel* m_beyond;
    ColourBar* m_bar;
};

}  // namespace sigscope::ui
