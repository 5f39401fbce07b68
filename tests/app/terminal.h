#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace sigscope::app {

/// A program on a terminal of its own, as a person would start it.
class Terminal {
public:
    Terminal(const std::string& program, const std::vector<std::string>& arguments);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Reads until `pattern` (a regular expression) has been printed; false if the program ended
    /// without.
    [[nodiscard]] bool waitFor(const std::string& pattern);

    /// Presses Ctrl+C.
    void interrupt();
    void terminate();  ///< By SIGTERM.

    /// Reads on until the program ends; its exit status, -1 if a signal ended it.
    [[nodiscard]] int wait();

    /// All that has been printed so far.
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    [[nodiscard]] bool read();

    pid_t m_process = -1;
    int m_master = -1;
    std::string m_text;
};

}  // namespace sigscope::app
