#pragma once

#include <QWidget>

#include "ui/render/pace.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace sigscope::ui {

class PathCursor;

/// First, previous, play, next, last, loop; α in figures; the pace. The speed, in frames per
/// second, is in the play button's context menu.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    /// `cursor` outlives the bar.
    explicit TransportBar(PathCursor& cursor, QWidget* parent = nullptr);

    [[nodiscard]] Pace pace() const;

Q_SIGNALS:
    void paceChosen(sigscope::ui::Pace pace);

private:
    QToolButton* addButton(const char* name, const QString& help);
    void addPace();
    void offerSpeeds();
    void showPlaying(bool playing);
    void showAlpha(double alpha);

    PathCursor& m_cursor;
    QToolButton* m_play = nullptr;
    QLabel* m_alpha = nullptr;
    QComboBox* m_pace = nullptr;
};

}  // namespace sigscope::ui
