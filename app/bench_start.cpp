#include "app/bench_start.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "app/console.h"
#include "app/explain_report.h"
#include "app/report_row.h"
#include "engine/api/benchmark.h"

namespace sigscope::app {

namespace {

using StartJson = nlohmann::ordered_json;

/// What a process left.
struct EndedStart {
    ExitStatus status = ExitStatus::Failed;
    std::string out;
};

/// What a user starts: the launcher beside this program (launcher.cpp).
std::string launcherFile() {
    constexpr std::string_view suffix = "-program";
    std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
    if (program.ends_with(suffix)) program.resize(program.size() - suffix.size());
    return program;
}

std::string readToEnd(int descriptor) {
    std::string text;
    char bytes[4096];
    for (ssize_t count = 0; (count = read(descriptor, bytes, sizeof bytes)) != 0;) {
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) break;
        text.append(bytes, static_cast<std::size_t>(count));
    }
    return text;
}

ExitStatus statusOf(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) return ExitStatus::Failed;
    return WIFEXITED(status) ? static_cast<ExitStatus>(WEXITSTATUS(status)) : ExitStatus::Failed;
}

/// Runs `program` and keeps what it prints. Throws std::runtime_error.
EndedStart runProcess(const std::string& program, std::vector<std::string> arguments) {
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error(std::strerror(errno));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t process = 0;
    const int problem =
        posix_spawn(&process, program.c_str(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    EndedStart ended;
    if (problem == 0) {
        ended.out = readToEnd(ends[0]);
        ended.status = statusOf(process);
    }
    close(ends[0]);
    if (problem != 0)
        throw std::runtime_error(program + ": cannot be started: " + std::strerror(problem));
    return ended;
}

EndedStart startOnce(const std::string& launcher, const BenchStartOptions& options) {
    std::vector<std::string> arguments{
        launcher,      "bench",    "start",        options.image.string(), "--model",
        options.model, "--device", options.device, "--launched",           {}};
    // The last that happens before: what it takes to start a process counts.
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    arguments.back() = std::to_string(std::chrono::nanoseconds(now).count());
    return runProcess(launcher, std::move(arguments));
}

std::string startRow(const std::string& name, double seconds) {
    return left(name, 24) + right(decimals(seconds, 3) + " s", 9) + "\n";
}

}  // namespace

double MeasuredStart::seconds() const {
    double sum = 0;
    for (const auto& [name, seconds] : parts) sum += seconds;
    return sum;
}

std::string startJson(const MeasuredStart& start) {
    StartJson parts = StartJson::object();
    for (const auto& [name, seconds] : start.parts) parts[name] = seconds;
    return jsonLine({{"seconds", start.seconds()},
                     {"parts", parts},
                     {"second_explanation", start.secondExplanation},
                     {"model", start.model},
                     {"device", start.device}});
}

MeasuredStart startOfJson(const std::string& text) {
    const StartJson json = StartJson::parse(text);
    MeasuredStart start{json.at("model"), json.at("device"), {}, json.at("second_explanation")};
    for (const auto& [name, seconds] : json.at("parts").items())
        start.parts.emplace_back(name, seconds.get<double>());
    return start;
}

MeasuredStart medianStart(std::vector<MeasuredStart> rounds) {
    std::vector<double> second;
    for (const MeasuredStart& round : rounds) second.push_back(round.secondExplanation);
    // A round and not medians of its parts, which would not add up.
    const auto middle = rounds.begin() + static_cast<std::ptrdiff_t>((rounds.size() - 1) / 2);
    std::ranges::nth_element(rounds, middle, {}, &MeasuredStart::seconds);
    MeasuredStart start = *middle;
    start.secondExplanation = median(std::move(second));
    return start;
}

std::string startReport(const MeasuredStart& median, int rounds) {
    std::string text = median.model + " on " + median.device + ", the median of " +
                       std::to_string(rounds) + " starts\n";
    for (const auto& [key, seconds] : median.parts) {
        std::string name = key;
        std::ranges::replace(name, '_', ' ');
        text += startRow(name, seconds);
    }
    return text + startRow("start to first gradient", median.seconds()) +
           startRow("second explanation", median.secondExplanation);
}

ExitStatus benchStart(const BenchStartOptions& options, const std::filesystem::path& samples) {
    BenchStartOptions asked = options;
    if (asked.image.empty()) asked.image = samples / "chelsea.png";
    asked.image = std::filesystem::absolute(asked.image);  // No name of it looks like a flag.
    const std::string launcher = launcherFile();
    std::vector<MeasuredStart> rounds;
    for (int i = 0; i < asked.rounds; ++i) {
        const EndedStart ended = startOnce(launcher, asked);
        if (ended.status != ExitStatus::Done) return ended.status;  // It said why.
        rounds.push_back(startOfJson(ended.out));
    }
    const MeasuredStart median = medianStart(std::move(rounds));
    print(asked.report == Report::Json ? startJson(median) : startReport(median, asked.rounds));
    return printed();
}

}  // namespace sigscope::app
