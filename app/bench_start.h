#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/exit_status.h"
#include "app/explain_options.h"

namespace sigscope::app {

/// What `sigscope bench start` is told.
struct BenchStartOptions {
    std::filesystem::path image;  ///< Empty for a sample.
    std::string model = ExplainRequest().model;
    std::string device = ExplainRequest().device;
    int rounds = 5;
    Report report = Report::Summary;
    /// Of a process that is measured (start_probe.h): when it was launched, in ns of the steady
    /// clock, which all processes share.
    std::optional<std::int64_t> launched;
};

/// One start of the program.
struct MeasuredStart {
    std::string model;
    std::string device;
    std::vector<std::pair<std::string, double>> parts;  ///< Names and seconds, one after the other.
    double secondExplanation = 0;  ///< Seconds from its submission to its first gradient.

    /// From the launch to the first gradient.
    [[nodiscard]] double seconds() const;
};

/// `sigscope bench start`: starts the program `rounds` times, one after the other, and prints how
/// long it took to its first gradient. Without an image it takes one of `samples`.
[[nodiscard]] ExitStatus benchStart(const BenchStartOptions& options,
                                    const std::filesystem::path& samples);

/// What a process that was measured prints, and is read from. Throws an exception where a text is
/// not that.
[[nodiscard]] std::string startJson(const MeasuredStart& start);
[[nodiscard]] MeasuredStart startOfJson(const std::string& text);

/// Of all rounds, at least one: the start of median length with its parts, and the median of the
/// second explanations.
[[nodiscard]] MeasuredStart medianStart(std::vector<MeasuredStart> rounds);

/// That as a table for a person.
[[nodiscard]] std::string startReport(const MeasuredStart& median, int rounds);

}  // namespace sigscope::app
