#include "tests/app/terminal.h"

#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <regex>
#include <system_error>

namespace sigscope::app {

Terminal::Terminal(const std::string& program, const std::vector<std::string>& arguments) {
    std::vector<char*> values{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments)
        values.push_back(const_cast<char*>(argument.c_str()));
    values.push_back(nullptr);
    winsize size{24, 80, 0, 0};
    m_process = forkpty(&m_master, nullptr, nullptr, &size);
    if (m_process < 0) throw std::system_error(errno, std::generic_category(), "forkpty");
    if (m_process == 0) {
        execv(program.c_str(), values.data());
        _exit(127);
    }
}

Terminal::~Terminal() {
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
    }
    close(m_master);
}

bool Terminal::read() {
    char buffer[4096];
    const auto count = ::read(m_master, buffer, sizeof buffer);
    if (count > 0) m_text.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
}

bool Terminal::waitFor(const std::string& pattern) {
    const std::regex wanted(pattern);
    while (!std::regex_search(m_text, wanted))
        if (!read()) return false;
    return true;
}

void Terminal::interrupt() {
    const char controlC = 3;
    if (write(m_master, &controlC, 1) != 1)
        throw std::system_error(errno, std::generic_category(), "terminal");
}

void Terminal::terminate() {
    kill(m_process, SIGTERM);
}

int Terminal::wait() {
    while (read()) continue;
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace sigscope::app
