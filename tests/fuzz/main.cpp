// Feeds a reader with damaged files until something other than Error comes out of it:
// fuzz_readers TARGET [--seconds N | --iterations N] [--seed N] [FILE_OR_FOLDER...]

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "engine/error.h"
#include "tests/fuzz/crash_saver.h"
#include "tests/fuzz/targets.h"

namespace fs = std::filesystem;
using namespace sigscope;
using namespace sigscope::fuzz;

/// Read by the address sanitizer: no input of kilobytes may ask for that much.
extern "C" const char* __asan_default_options() {
    return "max_allocation_size_mb=256:detect_leaks=0";
}

namespace {

struct Options {
    std::string target;
    double seconds = 0;
    std::uint64_t iterations = 1000;
    std::uint64_t seed = 1;
    std::vector<fs::path> seeds;
};

struct Count {
    std::uint64_t inputs = 0;
    std::uint64_t accepted = 0;
};

Bytes contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The files given, or those of the repository that are for this reader.
std::vector<Bytes> seedsOf(const Target& target, const std::vector<fs::path>& given) {
    std::vector<fs::path> places = given;
    if (places.empty())
        for (const std::string& folder : target.seedFolders)
            places.push_back(fs::path(SIGSCOPE_TEST_DATA) / folder);
    std::vector<fs::path> files;
    for (const fs::path& place : places) {
        if (!fs::is_directory(place)) files.push_back(place);
        if (fs::is_directory(place))
            for (const fs::directory_entry& entry : fs::directory_iterator(place))
                if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());  // The order of a folder is no one's promise.
    std::vector<Bytes> seeds;
    for (const fs::path& file : files)
        if (Bytes bytes = contentOf(file); !given.empty() || target.isSeed(bytes))
            seeds.push_back(std::move(bytes));
    return seeds;
}

/// Whether the reader accepted the input. Anything but Error that it throws ends the program.
bool read(const Target& target, const Bytes& input) {
    try {
        target.read(input);
        return true;
    } catch (const Error&) {
        return false;
    } catch (const std::exception& error) {
        std::cerr << target.name << ": " << error.what() << std::endl;
    }
    CrashSaver::save();
    std::exit(1);
}

Count feed(const Target& target, const std::vector<Bytes>& seeds, const Options& options) {
    const auto begin = std::chrono::steady_clock::now();
    const auto isOver = [&](std::uint64_t inputs) {
        const std::chrono::duration<double> since = std::chrono::steady_clock::now() - begin;
        return options.seconds > 0 ? since.count() >= options.seconds
                                   : inputs >= options.iterations;
    };
    Count count;
    while (!isOver(count.inputs)) {
        // Each input by a number of its own, so that it can be made again without the others.
        const std::uint64_t number = options.seed + count.inputs;
        Bytes input = Mutator(seeds, number).make();
        if (target.mend && number % 2 == 0) target.mend(input);
        CrashSaver::watch(input, number);
        count.accepted += read(target, input) ? 1 : 0;
        CrashSaver::release();
        ++count.inputs;
    }
    return count;
}

int run(const Options& options) {
    for (const Target& target : targets()) {
        if (target.name != options.target) continue;
        const std::vector<Bytes> seeds = seedsOf(target, options.seeds);
        if (seeds.empty()) {
            std::cerr << target.name << ": there are no seeds" << std::endl;
            return 2;
        }
        const CrashSaver saver("finding-" + target.name);
        const Count count = feed(target, seeds, options);
        std::cout << target.name << ": " << count.inputs << " inputs of " << seeds.size()
                  << " seeds, " << count.accepted << " accepted, no finding" << std::endl;
        return 0;
    }
    std::cerr << "there is no target " << options.target << "; there are";
    for (const Target& target : targets()) std::cerr << " " << target.name;
    std::cerr << std::endl;
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Feeds a reader with damaged files.", "fuzz_readers");
    app.add_option("TARGET", options.target, "The reader")->required();
    app.add_option("SEEDS", options.seeds, "Files or folders instead of the repository's");
    app.add_option("--seconds", options.seconds, "How long");
    app.add_option("--iterations", options.iterations, "Or how many inputs");
    app.add_option("--seed", options.seed, "The number of the first input")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
