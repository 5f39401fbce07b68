#include "ui/window/event_notifier.h"

#include <QMetaObject>
#include <QObject>
#include <utility>

namespace sigscope::ui {

EventNotifier::EventNotifier(QObject& listener, std::function<void()> answer)
    : m_listener(&listener), m_answer(std::move(answer)) {}

void EventNotifier::ring() {
    const std::lock_guard lock(m_mutex);
    if (m_listener) QMetaObject::invokeMethod(m_listener, m_answer, Qt::QueuedConnection);
}

void EventNotifier::mute() {
    const std::lock_guard lock(m_mutex);
    m_listener = nullptr;
}

}  // namespace sigscope::ui
