#pragma once

#include <QList>
#include <QObject>
#include <QPointF>
#include <vector>

#include "ui/transport/chapters.h"

class QLabel;

namespace sigscope::ui {

class AlphaSlider;
class PathCursor;
class TransportBar;

/// Whether something may move that nobody touched.
enum class Motion { Full, Reduced };

/// Tells what happens along a path: at which pace it plays, where f rises steepest, and in a
/// sentence what it does around α. The first path plays once by itself, unless motion is reduced.
class PathStory : public QObject {
    Q_OBJECT

public:
    /// All outlive the story, which writes `sentence`.
    PathStory(PathCursor& cursor, AlphaSlider& slider, TransportBar& transport, QLabel& sentence,
              QObject* parent = nullptr);

    void setMotion(Motion motion) { m_motion = motion; }

    /// Nothing is known of the path yet.
    void begin();

    /// What f is, a name of the catalogue's.
    void setObjective(const QString& objective);

    /// f against α along the whole path; fewer than two points are no path.
    void setPath(const QList<QPointF>& f);

    /// It can be played: if it is the first one it will be, once its length is known and unless the
    /// cursor was moved.
    void announce();

    /// As FrameWorker::measured().
    void setLength(const QList<QPointF>& length);

    /// To where the next rise begins, or the one before.
    void toNext();
    void toPrevious();

private:
    void showPace();
    void showSentence();
    void goTo(double alpha);

    PathCursor& m_cursor;
    AlphaSlider& m_slider;
    TransportBar& m_transport;
    QLabel& m_sentence;
    Motion m_motion = Motion::Full;
    enum class First { Awaited, Announced, Played } m_first = First::Awaited;
    QString m_objective;
    QList<QPointF> m_f;
    QList<QPointF> m_length;  ///< Empty until it is known.
    std::vector<PathPiece> m_chapters;
};

}  // namespace sigscope::ui
