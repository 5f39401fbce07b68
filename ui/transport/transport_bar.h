#pragma once

#include <QWidget>
#include <array>
#include <memory>

#include "engine/api/map_moments.h"
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

    /// What is gone through instead of a path, told in the place of α and at an even pace; null for
    /// a path.
    void setMoments(std::shared_ptr<const MapMoments> moments);

Q_SIGNALS:
    void paceChosen(sigscope::ui::Pace pace);

private:
    QToolButton* addButton(const char* name, const QString& help);
    void addPace();
    void offerSpeeds();
    void showPlaying(bool playing);
    void showAlpha(double alpha);

    void showHelp();

    PathCursor& m_cursor;
    std::shared_ptr<const MapMoments> m_moments;
    std::array<QToolButton*, 4> m_steps{};  ///< First, previous, next, last.
    QLabel* m_paceLabel = nullptr;
    QToolButton* m_play = nullptr;
    QLabel* m_alpha = nullptr;
    QComboBox* m_pace = nullptr;
};

}  // namespace sigscope::ui
