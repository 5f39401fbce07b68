#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QWidget>
#include <vector>

#include "ui/path/colour_bar.h"
#include "ui/path/picture_pane.h"

class QHBoxLayout;

namespace sigscope::ui {

/// A picture with its title above, its value and its colour scale below.
class PathPane : public QWidget {
    Q_OBJECT

public:
    enum class Scale { None, Map };  ///< Photographs have no colour scale.

    PathPane(const QString& title, const QString& help, Scale scale, const ViewTransform& transform,
             QWidget* parent = nullptr);

    void setTitle(const QString& title) { m_title->setText(title); }

    /// Puts a widget of the title's height beside it, right of others.
    void setCorner(QWidget* corner);

    /// The same of a button that shows `glyph` where there is no room for its words beside the
    /// title.
    void addCorner(QAbstractButton& button, const QString& glyph);

    /// The height of everything but the picture.
    [[nodiscard]] int frameHeight() const;

    /// A scale to `limit` from 0, or from −`limit` with diverging colours; 0 empties it.
    void setScale(ColourMap colours, double limit);

    /// `forms` say what the pane is about, from the longest to the shortest: that is shown for
    /// which there is room. `beyond` is the share of values that the scale clips.
    void setValue(const QStringList& forms, double beyond = 0);

    void clear(const QString& placeholder);

    /// Takes scale and value away; the picture stays, dimmed.
    void dim();

    [[nodiscard]] PicturePane& picture() { return *m_picture; }
    [[nodiscard]] ColourBar& bar() { return *m_bar; }
    [[nodiscard]] QString title() const { return m_title->text(); }
    [[nodiscard]] QString value() const { return m_value->text(); }
    /// That for which there may be no room.
    [[nodiscard]] QString wholeValue() const { return m_forms.value(0); }
    /// "0.3 % beyond"; empty where nothing is.
    [[nodiscard]] const QString& beyond() const { return m_wholeBeyond; }

Q_SIGNALS:
    /// The colour scale was clicked.
    void scaleAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitValue();

    Scale m_scale;
    /// A button of the heading, and what it shows where there is room and where there is none.
    struct Corner {
        QAbstractButton* button;
        QString words;
        QString glyph;
    };

    void fitHeading();

    QLabel* m_title;
    std::vector<Corner> m_corners;
    QHBoxLayout* m_heading = nullptr;
    PicturePane* m_picture;
    QLabel* m_value;
    QLabel* m_beyond;
    ColourBar* m_bar;
    QStringList m_forms;
    QString m_wholeBeyond;
    QString m_shareBeyond;  ///< Without the word.
};

}  // namespace sigscope::ui
