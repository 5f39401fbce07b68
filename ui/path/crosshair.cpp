#include "ui/path/crosshair.h"

#include <QCoreApplication>

#include "ui/path/pixel_text.h"

namespace sigscope::ui {

void Crosshair::hover(const Pointed& at) {
    if (!m_pinned) m_at = at;
}

void Crosshair::pin(const Pointed& at) {
    const bool again = m_pinned && at == m_at;
    m_at = at;
    m_pinned = !again && (at.pixel || at.frequency);
}

QString Crosshair::textOf(const PathFrame& frame) const {
    QString text;
    if (m_at.pixel) text = pixelText(frame, *m_at.pixel);
    if (m_at.frequency) text = frequencyText(frame, *m_at.frequency);
    if (m_pinned && !text.isEmpty())
        text.prepend(QCoreApplication::translate("Crosshair", "pinned   "));
    return text;
}

}  // namespace sigscope::ui
