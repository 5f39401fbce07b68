#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/render/scale_bar.h"

class QButtonGroup;
class QLabel;

namespace sigscope::ui {

class ColourBar;
class PairCanvas;

/// A map of a pair, as it is coloured.
struct PairedMap {
    QString title;
    QImage image;
};

/// Two maps in one place: the first left of a line that is dragged and the second right of it,
/// either of them alone, or their difference.
class PairView : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Wipe, Difference };
    enum class Side { First, Second };

    explicit PairView(QWidget* parent = nullptr);

    void setMaps(PairedMap first, PairedMap second);
    /// Of the first less the second, with its scale; null where they cannot be subtracted.
    void setDifference(QImage difference, const MapScale& scale);
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    /// That side alone; nothing for the mode's own picture.
    void setAlone(std::optional<Side> side);

    /// How much of the width the first map has, in [0, 1].
    [[nodiscard]] double divider() const;
    /// What is shown, without the divider's line; in the maps' pixels.
    [[nodiscard]] QImage shown() const;
    [[nodiscard]] QWidget& canvas();

Q_SIGNALS:
    void modeChosen(sigscope::ui::PairView::Mode mode);
    void closeAsked();

private:
    void showTitle();
    void showPictures();

    Mode m_mode = Mode::Wipe;
    PairedMap m_first;
    PairedMap m_second;
    QImage m_difference;
    std::optional<Side> m_alone;
    QLabel* m_title;
    QButtonGroup* m_modes;
    PairCanvas* m_canvas;
    ColourBar* m_bar;
};

}  // namespace sigscope::ui
