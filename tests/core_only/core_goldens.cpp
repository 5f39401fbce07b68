// Compares the core with the published program's results, or a GPU with the CPU:
// core_goldens [--device cpu|cuda] [--lite0 WEIGHTS]

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <cstdio>
#include <cstring>

#include "engine/api/engine.h"
#include "engine/error_message.h"
#include "engine/models/classifier.h"
#include "tests/core_only/comparison.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::golden;

namespace {

struct Options {
    bool onGpu = false;
    std::string lite0;  ///< EfficientNet-Lite0's weights; empty to leave it out.
};

/// A golden file with what its entries are made with.
struct Case {
    std::filesystem::path file;
    std::string weights;
    bool tiny = true;
};

std::vector<Case> casesOf(const Options& options) {
    std::vector<Case> cases;
    for (const auto& file : files(Kind::Tiny)) cases.push_back({file, tinyNetFile().string()});
    if (!options.lite0.empty())
        for (const auto& file : files(Kind::Lite0)) cases.push_back({file, options.lite0, false});
    return cases;
}

template <typename Compare>
void forEachEntry(const Case& item, const Arrays& arrays, Compare compare) {
    for (const std::string& entry : entriesOf(arrays, item.tiny ? "/attribution" : "/sum")) {
        const auto settings = item.tiny
                                  ? tinySettings(entry)
                                  : lite0Settings(entry, arrays.at("steps").item<std::int64_t>());
        if (settings) compare(*settings, item.file.stem().string() + " " + entry);
    }
}

double largestDifference(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

/// The tolerances are those of the golden tests: float64 for the tiny network, float32 for Lite0,
/// whose maps are stored in half precision.
void compareWithGoldens(const Case& item, Score& score) {
    const Arrays arrays = load(item.file);
    const auto classifier =
        models::loadClassifier(item.weights, c10::kCPU, item.tiny ? c10::kDouble : c10::kFloat);
    score.atMost(item.file.stem().string() + " logits",
                 largestDifference(logitsOf(*classifier, arrays), arrays.at("logits")),
                 item.tiny ? 1e-12 : 1e-3);
    forEachEntry(item, arrays, [&](const Settings& settings, const std::string& name) {
        const std::string entry = name.substr(name.find(' ') + 1);
        const at::Tensor map = mapOf(classifier, arrays, settings);
        if (item.tiny)
            score.atMost(name, testing::relativeError(map, arrays.at(entry + "/attribution")),
                         1e-8);
        else
            score.atLeast(name,
                          agreementOf(map, arrays.at(entry).to(at::kDouble), settings.agreement),
                          leastAgreement(settings.agreement));
    });
}

/// Both in float32.
void compareWithCpu(const Case& item, Score& score) {
    const Arrays arrays = load(item.file);
    const auto onCpu = models::loadClassifier(item.weights, c10::kCPU, c10::kFloat);
    const auto onGpu = models::loadClassifier(item.weights, {c10::kCUDA, 0}, c10::kFloat);
    score.atMost(item.file.stem().string() + " logits",
                 largestDifference(logitsOf(*onGpu, arrays), logitsOf(*onCpu, arrays)), 1e-3);
    forEachEntry(item, arrays, [&](const Settings& settings, const std::string& name) {
        score.atLeast(name,
                      agreementOf(mapOf(onGpu, arrays, settings), mapOf(onCpu, arrays, settings),
                                  settings.agreement),
                      leastAgreement(settings.agreement));
    });
}

int run(const Options& options) {
    if (options.onGpu && !at::hasCUDA()) {
        std::fprintf(stderr,
                     "core_goldens: no CUDA GPU was found, or this LibTorch is a CPU build\n");
        return 1;
    }
    // float32 means float32, as in the engine.
    at::globalContext().setAllowTF32CuDNN(false);
    Score score;
    for (const Case& item : casesOf(options))
        options.onGpu ? compareWithCpu(item, score) : compareWithGoldens(item, score);
    return score.conclude();
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; i += 2) {
        const bool hasValue = i + 1 < argc;
        const std::string value = hasValue ? argv[i + 1] : "";
        if (hasValue && std::strcmp(argv[i], "--lite0") == 0) {
            options.lite0 = value;
        } else if (std::strcmp(argv[i], "--device") == 0 && (value == "cpu" || value == "cuda")) {
            options.onGpu = value == "cuda";
        } else {
            std::fprintf(stderr, "core_goldens [--device cpu|cuda] [--lite0 WEIGHTS]\n");
            return 2;
        }
    }
    setResourceFolder(SIGSCOPE_SHARE);
    try {
        return run(options);
    } catch (...) {
        std::fprintf(stderr, "core_goldens: %s\n", currentErrorMessage().c_str());
        return 1;
    }
}
