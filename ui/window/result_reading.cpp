#include "ui/window/result_reading.h"

#include <utility>

#include "engine/api/engine.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

std::shared_ptr<const ReadResult> read(const fs::path& file, std::vector<fs::path> folders,
                                       const Catalogue& catalogue, const std::stop_token& stop) {
    auto all = std::make_shared<ReadResult>(
        ReadResult{file, std::move(folders), readRecipe(file, catalogue)});
    if (!all->recipe) return all;
    auto result = readResult(file);
    if (!result) {
        all->recipe = Failure{result.error()};
        return all;
    }
    all->result = std::move(result).value();
    const Recipe& recipe = all->recipe.value();
    all->request = restoreRequest(recipe, recipe.request, catalogue, all->folders, stop);
    return all;
}

/// As read(): on a thread no exception may go further.
std::shared_ptr<const ReadResult> readOrSayWhyNot(const fs::path& file,
                                                  std::vector<fs::path> folders,
                                                  const Catalogue& catalogue,
                                                  const std::stop_token& stop) {
    const auto all = attempt([&] { return read(file, std::move(folders), catalogue, stop); });
    if (all) return all.value();
    return std::make_shared<ReadResult>(
        ReadResult{file, {}, Failure{file.string() + ": cannot be read: " + all.error()}});
}

}  // namespace

ResultReading::ResultReading(const Catalogue& catalogue, QObject* parent)
    : QObject(parent), m_catalogue(catalogue) {}

ResultReading::~ResultReading() = default;

void ResultReading::start(fs::path file, std::vector<fs::path> folders) {
    forget();
    // Joining the old thread here could wait for its disk, so the new thread does.
    m_thread = std::jthread([this, number = m_newest, previous = std::exchange(m_thread, {}),
                             file = std::move(file),
                             folders = std::move(folders)](const std::stop_token& stop) mutable {
        if (previous.joinable()) previous.join();
        auto all = readOrSayWhyNot(file, std::move(folders), m_catalogue, stop);
        {
            const std::lock_guard lock(m_mutex);
            m_answer = {number, std::move(all)};
        }
        QMetaObject::invokeMethod(this, &ResultReading::deliver, Qt::QueuedConnection);
    });
}

void ResultReading::deliver() {
    Answer answer;
    {
        const std::lock_guard lock(m_mutex);
        answer = std::exchange(m_answer, {});
    }
    if (answer.read && answer.number == m_newest) Q_EMIT finished(answer.read);
}

void ResultReading::forget() {
    ++m_newest;
    m_thread.request_stop();
}

}  // namespace sigscope::ui
