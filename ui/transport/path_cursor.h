#pragma once

#include <QObject>
#include <QTimer>
#include <utility>
#include <vector>

#include "ui/render/pace.h"

namespace sigscope::ui {

/// The one α that rules everything: where it is, whether it plays, which nodes it can snap to.
class PathCursor : public QObject {
    Q_OBJECT

public:
    static constexpr int framesPerPass = 96;  ///< Playing goes from 0 to 1 in so many frames.
    static constexpr int usualFramesPerSecond = 12;

    explicit PathCursor(QObject* parent = nullptr);

    [[nodiscard]] double alpha() const { return m_alpha; }
    [[nodiscard]] bool playing() const { return m_timer.isActive(); }
    [[nodiscard]] const std::vector<double>& nodes() const { return m_nodes; }

    /// Back to the path's end, as if never touched.
    void reset();

    /// α of the nodes, ascending.
    void setNodes(std::vector<double> nodes);

    /// Clamped to [0, 1].
    void setAlpha(double alpha);

    /// The node nearest to `alpha`; `alpha` itself where there is none.
    [[nodiscard]] double snapped(double alpha) const;

    void toFirst();
    void toLast();
    void toNextNode();
    void toPreviousNode();

    /// Which α comes when while it plays.
    void setPace(PathPace pace) { m_pace = std::move(pace); }

    /// Plays from the start.
    void play();
    /// Starts playing (from the start, when at the end) or pauses.
    void togglePlaying();
    void stop();
    void setLooping(bool looping) { m_looping = looping; }
    void setFramesPerSecond(int framesPerSecond);

Q_SIGNALS:
    void alphaChanged(double alpha);
    void playingChanged(bool playing);

private:
    void start();
    void advance();

    std::vector<double> m_nodes;
    PathPace m_pace;
    double m_alpha = 1;
    bool m_looping = false;
    QTimer m_timer;
};

}  // namespace sigscope::ui
