#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace sigscope::ui {

class PathCursor;

/// First, previous, play, next, last, loop; α in figures; frames per second.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    /// `cursor` outlives the bar.
    explicit TransportBar(PathCursor& cursor, QWidget* parent = nullptr);

private:
    QToolButton* addButton(const char* name, const QString& help);
    void addSpeed();
    void showPlaying(bool playing);
    void showAlpha(double alpha);

    PathCursor& m_cursor;
    QToolButton* m_play = nullptr;
    QLabel* m_alpha = nullptr;
};

}  // namespace sigscope::ui
