#include "ui/transport/path_story.h"

#include <QLabel>
#include <algorithm>
#include <iterator>

#include "ui/transport/alpha_slider.h"
#include "ui/transport/path_cursor.h"
#include "ui/transport/transport_bar.h"

namespace sigscope::ui {

PathStory::PathStory(PathCursor& cursor, AlphaSlider& slider, TransportBar& transport,
                     QLabel& sentence, QObject* parent)
    : QObject(parent),
      m_cursor(cursor),
      m_slider(slider),
      m_transport(transport),
      m_sentence(sentence) {
    m_sentence.setObjectName(QStringLiteral("sentence"));
    m_sentence.setAccessibleName(tr("How f changes around α"));
    m_sentence.setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence.setFocusPolicy(Qt::ClickFocus);
    m_sentence.setMinimumWidth(1);
    connect(&cursor, &PathCursor::alphaChanged, this, &PathStory::showSentence);
    connect(&transport, &TransportBar::paceChosen, this, &PathStory::showPace);
}

void PathStory::begin() {
    m_length.clear();
    if (m_first == First::Announced) m_first = First::Awaited;
    setPath({});
}

void PathStory::setPath(const QList<QPointF>& f) {
    m_f = f;
    m_chapters = chaptersOf(f);
    m_slider.setChapters(m_chapters, m_objective);
    showPace();
    showSentence();
}

void PathStory::setObjective(const QString& objective) {
    m_objective = objective;
    m_slider.setChapters(m_chapters, m_objective);
    showSentence();
}

void PathStory::announce() {
    if (m_first == First::Awaited) m_first = First::Announced;
}

void PathStory::setLength(const QList<QPointF>& length) {
    m_length = length;
    showPace();
    if (m_first != First::Announced) return;
    m_first = First::Played;
    if (m_motion == Motion::Full && m_cursor.alpha() == 1) m_cursor.play();
}

void PathStory::showPace() {
    m_cursor.setPace(m_transport.pace() == Pace::Change ? PathPace::byChange(m_f, m_length)
                                                        : PathPace());
}

void PathStory::showSentence() {
    if (m_f.size() < 2) return m_sentence.clear();
    // Where α cannot be moved the largest rise is told.
    const bool still = !m_slider.isEnabled() && !m_chapters.empty();
    const auto rise = [](const PathPiece& piece) { return piece.fTo - piece.fFrom; };
    const PathPiece piece = still ? *std::ranges::max_element(m_chapters, {}, rise)
                                  : pieceAt(m_chapters, m_f, m_cursor.alpha());
    m_sentence.setText(sentenceOf(piece, m_objective));
}

void PathStory::goTo(double alpha) {
    m_cursor.stop();
    m_cursor.setAlpha(alpha);
}

void PathStory::toNext() {
    const auto next = std::ranges::upper_bound(m_chapters, m_cursor.alpha(), {}, &PathPiece::from);
    if (next != m_chapters.end()) goTo(next->from);
}

void PathStory::toPrevious() {
    const auto here = std::ranges::lower_bound(m_chapters, m_cursor.alpha(), {}, &PathPiece::from);
    if (here != m_chapters.begin()) goTo(std::prev(here)->from);
}

}  // namespace sigscope::ui
