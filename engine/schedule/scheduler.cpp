#include "engine/schedule/scheduler.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sigscope::schedule {

Scheduler::Scheduler(std::function<void()> beginThread) : m_beginThread(std::move(beginThread)) {}

Scheduler::~Scheduler() {
    Entries dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        dropped = stop([](const Entry&) { return true; });
        grant();
    }
    m_changed.notify_all();
    drop(std::move(dropped));
    m_workers.clear();  // Joins, before anything that they use goes away.
}

TaskId Scheduler::submit(std::unique_ptr<Task> task, Lane lane) {
    Entries replaced;
    TaskId id = 0;
    const double work = task->work();
    {
        const std::lock_guard lock(m_mutex);
        if (lane == Lane::Foreground)
            replaced = stop([](const Entry& other) { return other.lane == Lane::Foreground; });
        id = ++m_last;
        m_entries.push_back({id, lane, std::move(task), work});
        grant();
    }
    drop(std::move(replaced));
    return id;
}

void Scheduler::cancel(TaskId id) {
    Entries dropped;
    {
        const std::lock_guard lock(m_mutex);
        dropped = stop([id](const Entry& entry) { return entry.id == id; });
        grant();
    }
    drop(std::move(dropped));
}

void Scheduler::pause(TaskId id) {
    const std::lock_guard lock(m_mutex);
    if (Entry* const entry = find(id)) entry->paused = true;
}

void Scheduler::resume(TaskId id) {
    const std::lock_guard lock(m_mutex);
    if (Entry* const entry = find(id)) entry->paused = false;
    grant();
}

void Scheduler::prefer(TaskId id) {
    const std::lock_guard lock(m_mutex);
    m_preferred = id;
}

Scheduler::Entry* Scheduler::find(TaskId id) {
    const auto entry = std::ranges::find(m_entries, id, &Entry::id);
    return entry == m_entries.end() ? nullptr : &*entry;
}

Scheduler::Entry* Scheduler::next() {
    // What was stopped has only its partial result left to make. What has begun goes on before
    // another begins: its points and gradients are in memory.
    const auto rank = [this](const Entry& entry) {
        const bool stopped = entry.stop.stop_requested();
        return std::tuple(!stopped, entry.lane != Lane::Foreground, !entry.begun,
                          entry.id != m_preferred, entry.work, entry.id);
    };
    Entry* best = nullptr;
    for (Entry& entry : m_entries) {
        if (entry.paused && !entry.stop.stop_requested()) continue;
        if (best == nullptr || rank(entry) < rank(*best)) best = &entry;
    }
    return best;
}

void Scheduler::grant() {
    if (m_turn != nullptr) return;
    m_turn = next();
    if (m_turn == nullptr) return;
    if (!m_turn->begun) {
        m_turn->begun = true;
        m_beginner = m_turn;
        if (m_idleWorkers == 0) m_workers.emplace_back([this] { work(); });
    }
    m_changed.notify_all();
}

Scheduler::Entries Scheduler::stop(const std::function<bool(const Entry&)>& which) {
    Entries unbegun;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const auto current = entry++;
        if (!which(*current)) continue;
        if (current->begun)
            current->stop.request_stop();
        else
            unbegun.splice(unbegun.end(), m_entries, current);
    }
    return unbegun;
}

void Scheduler::drop(Entries entries) {
    for (const Entry& entry : entries) entry.task->dropped(entry.id);
}

bool Scheduler::yield(const Entry& entry) {
    std::unique_lock lock(m_mutex);
    if (next() == &entry) return false;
    m_turn = nullptr;
    grant();
    m_changed.wait(lock, [&] { return m_turn == &entry; });
    return true;
}

void Scheduler::perform(Entry& entry) {
    const Turn turn(entry.stop.get_token(), [this, &entry] { return yield(entry); });
    try {
        entry.task->run(entry.id, turn);
    } catch (...) {
        entry.task->failed(entry.id, std::current_exception());
    }
}

void Scheduler::work() {
    if (m_beginThread) m_beginThread();
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idleWorkers;
        m_changed.wait(lock, [this] { return m_beginner != nullptr || m_closing; });
        --m_idleWorkers;
        Entry* const entry = std::exchange(m_beginner, nullptr);
        if (entry == nullptr) return;
        lock.unlock();
        perform(*entry);
        lock.lock();
        Entries over;
        over.splice(over.end(), m_entries, std::ranges::find(m_entries, entry->id, &Entry::id));
        m_turn = nullptr;
        ++m_idleWorkers;  // It will be, at once: no other thread is needed for the next.
        grant();
        lock.unlock();
        over.clear();  // A task's end is its own work.
        lock.lock();
        --m_idleWorkers;
    }
}

}  // namespace sigscope::schedule
