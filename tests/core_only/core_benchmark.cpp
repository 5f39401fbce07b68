// The benchmark of all methods without pictures:
// core_benchmark WEIGHTS [--device cpu|cuda] [--evaluations N] [--only NAME[,NAME]] [--vae FILE]

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <optional>
#include <sstream>
#include <string>

#include "engine/api/engine.h"
#include "engine/baselines/baseline.h"
#include "engine/bench/method_comparison.h"
#include "engine/compute/allocator.h"
#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/methods/method_registry.h"
#include "engine/models/classifier.h"

using namespace sigscope;

namespace {

struct Options {
    std::string weights;
    bool onGpu = false;
    std::optional<int> evaluations;
    std::vector<std::string> only;
    std::string autoencoder;
};

/// Noise for references, an autoencoder from its file.
class PlainInputs final : public AuxiliaryInputs {
public:
    std::shared_ptr<const models::Autoencoder> autoencoder(const std::string& file,
                                                           const Problem& problem) override {
        return models::loadAutoencoder(file, problem.classifier->device, problem.classifier->dtype);
    }
    at::Tensor references(const std::string&, int count, std::int64_t seed,
                          const Problem& problem) override {
        at::Generator random =
            at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(seed));
        std::vector<std::int64_t> sizes = problem.input.sizes().vec();
        sizes.insert(sizes.begin(), count);
        return at::randn(sizes, random, at::kFloat).to(problem.input.options());
    }
    std::shared_ptr<const models::Denoiser> denoiser(const std::string& file,
                                                     const Problem&) override {
        throw Error(file + ": no diffusion model is read here");
    }
    at::Tensor labels(const std::string& file, const Problem&) override {
        throw Error(file + ": pictures are not read here");
    }
};

/// Any picture costs the same: one of a fixed slope in model space, and its likeliest class.
bench::MethodComparison comparisonOf(const Options& options, AuxiliaryInputs& auxiliary) {
    const at::NoGradGuard noGradients;
    const c10::Device device = options.onGpu ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    bench::MethodComparison comparison;
    comparison.fast.classifier = models::loadClassifier(options.weights, device, c10::kFloat);
    const models::Preprocessing& preprocessing = comparison.fast.classifier->preprocessing;
    const std::int64_t side = preprocessing.inputSize.height;
    comparison.fast.input = at::linspace(-1, 1, 3 * side * side).view({3, side, side}).to(device);
    comparison.fast.baseline = baselines::makeBaseline(NamedBaseline::Black, comparison.fast.input,
                                                       preprocessing, /*seed=*/0);
    comparison.fast.objective.target = models::resolveTarget(
        *comparison.fast.classifier,
        comparison.fast.classifier->network->logits(comparison.fast.input.unsqueeze(0))[0], "top");
    comparison.published = comparison.fast;
    comparison.published.classifier =
        models::loadClassifier(options.weights, device, c10::kFloat, models::Form::Published);
    comparison.auxiliary = &auxiliary;
    return comparison;
}

std::vector<BenchmarkEntry> entriesOf(const Options& options) {
    const methods::MethodRegistry registry = methods::builtInMethods();
    std::vector<BenchmarkEntry> entries = benchmarkEntries(registry.specs());
    std::erase_if(entries, [&](const BenchmarkEntry& entry) {
        return hasParameter(registry.find(entry.method).spec, "diffusion");
    });
    std::erase_if(entries, [&](const BenchmarkEntry& entry) {
        return !options.only.empty() &&
               std::ranges::find(options.only, entry.name) == options.only.end();
    });
    for (BenchmarkEntry& entry : entries)
        if (hasParameter(registry.find(entry.method).spec, "vae"))
            entry.parameters["vae"] = options.autoencoder;
    return entries;
}

void benchmark(const Options& options) {
    compute::keepFreedMemory();
    at::globalContext().setAllowTF32CuDNN(false);
    PlainInputs auxiliary;
    Benchmark result;
    bench::measure(comparisonOf(options, auxiliary), {entriesOf(options), options.evaluations}, {},
                   {}, result);
    for (const BenchmarkRow& row : result.rows)
        std::printf("%-18s %5d gradients, one by one %.4f s, engine %.4f s, ratio %.2f\n",
                    row.name.c_str(), row.evaluations, row.referenceSeconds.value_or(0),
                    row.engineSeconds, row.ratio().value_or(0));
    for (const std::string& skipped : result.skipped)
        std::printf("left out: %s\n", skipped.c_str());
    std::printf("first preview after %d gradients, %.4f s\n", result.firstPreviewEvaluations,
                result.firstPreviewSeconds);
}

/// Nothing if they make no sense.
std::optional<Options> optionsOf(int argc, char** argv) {
    if (argc < 2) return std::nullopt;
    Options options;
    options.weights = argv[1];
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string value = argv[i + 1];
        if (std::strcmp(argv[i], "--device") == 0 && (value == "cpu" || value == "cuda")) {
            options.onGpu = value == "cuda";
        } else if (std::strcmp(argv[i], "--evaluations") == 0 && std::atoi(argv[i + 1]) >= 2) {
            options.evaluations = std::atoi(argv[i + 1]);
        } else if (std::strcmp(argv[i], "--vae") == 0) {
            options.autoencoder = value;
        } else if (std::strcmp(argv[i], "--only") == 0) {
            std::istringstream names(value);
            for (std::string name; std::getline(names, name, ',');) options.only.push_back(name);
        } else {
            return std::nullopt;
        }
    }
    return argc % 2 == 0 ? std::optional(options) : std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
    const std::optional<Options> options = optionsOf(argc, argv);
    if (!options) {
        std::fprintf(stderr,
                     "core_benchmark WEIGHTS [--device cpu|cuda] [--evaluations N] "
                     "[--only NAME[,NAME]] [--vae FILE]\n");
        return 2;
    }
    setResourceFolder(SIGSCOPE_SHARE);
    try {
        benchmark(*options);
        return 0;
    } catch (...) {
        std::fprintf(stderr, "core_benchmark: %s\n", currentErrorMessage().c_str());
        return 1;
    }
}
