#include "engine/api/whole_file.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "engine/api/draft.h"
#include "engine/api/output_place.h"
#include "engine/api/request_files.h"

namespace sigscope {

namespace {

namespace fs = std::filesystem;

/// While this lives, a pipe whose reader has gone is an error of this thread's write() instead of
/// the end of the program.
class WithoutPipeSignal {
public:
    WithoutPipeSignal() {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~WithoutPipeSignal() {
        const timespec atOnce{};
        while (sigtimedwait(&m_pipe, nullptr, &atOnce) < 0 && errno == EINTR) continue;
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    WithoutPipeSignal(const WithoutPipeSignal&) = delete;
    WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
};

void writeStream(const fs::path& stream, std::string_view bytes) {
    // Opening a pipe that nobody reads from would wait for ever: so it is an error.
    const int descriptor = open(stream.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) throwLastError();
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    const WithoutPipeSignal diagnostic;
    try {
        writeAll(descriptor, bytes);
    } catch (...) {
        close(descriptor);
        throw;
    }
    if (close(descriptor) != 0) throwLastError();
}

}  // namespace

Outcome<Done> writeWholeFile(const fs::path& file, std::string_view bytes) {
    const Outcome<OutputPlace> place = outputPlace(file);
    if (!place) return Failure{place.error()};
    const fs::path& path = place.value().path;
    try {
        if (place.value().kind == OutputPlace::Kind::Stream) {
            writeStream(path, bytes);
            return Done{};
        }
        Draft draft(folderOf(path));
        draft.write(bytes);
        draft.replace(path);
        return Done{};
    } catch (const std::system_error& thrown) {
        const bool nobodyReads = thrown.code().value() == ENXIO;
        return Failure{file.string() + ": cannot be written: " +
                       (nobodyReads ? "nobody reads from the pipe" : thrown.code().message())};
    }
}

Outcome<Done> checkWritable(const fs::path& file) {
    const Outcome<OutputPlace> place = outputPlace(file);
    if (!place) return Failure{place.error()};
    if (place.value().kind == OutputPlace::Kind::Stream) return Done{};
    const fs::path folder = folderOf(place.value().path);
    try {
        // Permissions alone do not tell (read-only file systems, quotas).
        const Draft draft(folder);
        return Done{};
    } catch (const std::system_error& thrown) {
        return Failure{file.string() + ": cannot write into " + folder.string() + ": " +
                       thrown.code().message()};
    }
}

}  // namespace sigscope
