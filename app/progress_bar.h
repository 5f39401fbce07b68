#pragma once

#include <cstdio>
#include <optional>
#include <string>

#include "engine/api/run_observer.h"

namespace sigscope::app {

/// What a progress bar says: of a run, or of anything else that takes long.
struct ProgressText {
    std::string title;
    int step = 0;
    int total = 0;              ///< 0 where it is not known.
    std::optional<double> eta;  ///< Seconds.
};

/// "Integrating ████████░░░░░░░░ 61/129, 1.6 s left" in at most `columns` characters.
[[nodiscard]] std::string progressLine(const ProgressText& progress, int columns);

/// A line on a terminal that is written over and over. Silent where `stream` is no terminal.
class ProgressBar {
public:
    explicit ProgressBar(std::FILE* stream);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const ProgressText& progress);
    /// Of a run; `which` of several goes before it: "3 of 12: ".
    void show(const Progress& progress, const std::string& which = {});
    /// Takes the line away, so that what follows starts on a clean one.
    void clear();

private:
    std::FILE* m_stream;
    bool m_terminal;
    bool m_shown = false;
};

}  // namespace sigscope::app
