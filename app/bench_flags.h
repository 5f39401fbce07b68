#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/spec_flags.h"
#include "engine/api/benchmark.h"
#include "engine/api/catalogue.h"

namespace CLI {
class App;
}

namespace sigscope::app {

struct CommandLine;

/// The commands below `bench` with their flags, which fill their parts of a command line.
class BenchFlags {
public:
    /// Adds them to `command`. `catalogue` and `line` outlive this.
    BenchFlags(CLI::App& command, const Catalogue& catalogue, CommandLine& line);
    BenchFlags(const BenchFlags&) = delete;
    BenchFlags& operator=(const BenchFlags&) = delete;

    /// Which of them was given, into the line. Throws std::invalid_argument naming the flag.
    void read();

private:
    void addMethodBenchmark();
    void addGradientBenchmark();
    void addIntegrationBenchmark();
    void addWindowBenchmark();
    void addMetricsBenchmark();
    void addStartBenchmark();
    void addWhereOptions(CLI::App& command, std::string& model, std::string& device);
    void addBenchmarkOptions(CLI::App& command);
    [[nodiscard]] std::vector<std::string> methodsWithTolerance() const;

    CLI::App& m_bench;
    const Catalogue& m_catalogue;
    CommandLine& m_line;
    std::vector<BenchmarkEntry> m_benchmarkEntries;
    bool m_noReference = false;
    bool m_startJson = false;
    CLI::App* m_benchMethods = nullptr;
    CLI::App* m_benchGradients = nullptr;
    CLI::App* m_benchIntegration = nullptr;
    CLI::App* m_benchWindow = nullptr;
    CLI::App* m_benchMetrics = nullptr;
    CLI::App* m_benchStart = nullptr;
    std::optional<SpecFlags> m_benchPreprocessing;
};

}  // namespace sigscope::app
