#include "engine/api/benchmark.h"

#include <algorithm>
#include <iterator>

#include "engine/bench/method_comparison.h"
#include "engine/compute/allocator.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/preparation.h"
#include "engine/error_message.h"
#include "engine/methods/method_registry.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope {

namespace {

/// The entries that were asked for. Throws Error for a name that is none.
std::vector<BenchmarkEntry> entriesOf(const BenchmarkRequest& request) {
    std::vector<BenchmarkEntry> wanted;
    const methods::MethodRegistry registry = methods::builtInMethods();
    const auto all = benchmarkEntries(registry.specs());
    // What needs a file that does not come with the program is measured where it is asked for.
    const auto runsAlone = [&](const BenchmarkEntry& entry) {
        return !hasParameter(registry.find(entry.method).spec, "diffusion");
    };
    if (request.entries.empty()) std::ranges::copy_if(all, std::back_inserter(wanted), runsAlone);
    for (const std::string& name : request.entries) {
        const auto found = std::ranges::find(all, name, &BenchmarkEntry::name);
        if (found == all.end()) throw Error("benchmark: there is no entry '" + name + "'");
        wanted.push_back(*found);
    }
    if (request.autoencoder.empty()) return wanted;
    for (BenchmarkEntry& entry : wanted)
        if (hasParameter(registry.find(entry.method).spec, "vae"))
            entry.parameters["vae"] = request.autoencoder;
    return wanted;
}

Benchmark measure(const BenchmarkRequest& request,
                  const std::function<void(const BenchmarkProgress&)>& progress,
                  const std::stop_token& stop) {
    compute::keepFreedMemory();
    ExplainRequest explain;
    explain.image = request.image;
    explain.model = request.model;
    explain.preprocessing = request.preprocessing;
    explain.device = request.device;
    compute::ComputeContext context;
    const compute::Preparation preparation = compute::prepare(explain, context);
    const models::Classifier& fast = *preparation.problem.classifier;
    compute::FileInputs auxiliary(context, request.image);
    bench::MethodComparison comparison{preparation.problem, preparation.problem, &auxiliary};
    comparison.published.classifier = models::withPreprocessing(
        models::loadClassifier(request.model, fast.device, fast.dtype, models::Form::Published,
                               models::valuesOf(fast.preprocessing)),
        models::valuesOf(fast.preprocessing));
    Benchmark benchmark;
    benchmark.device = preparation.scene->device;
    benchmark.model = fast.title;
    const models::PictureSize& size = fast.preprocessing.inputSize;
    benchmark.inputSize = std::to_string(size.height) + "×" + std::to_string(size.width);
    bench::measure(comparison,
                   {entriesOf(request), request.evaluations, request.rounds, request.references},
                   progress, stop, benchmark);
    return benchmark;
}

}  // namespace

Outcome<Benchmark> runBenchmark(const BenchmarkRequest& request,
                                const std::function<void(const BenchmarkProgress&)>& progress,
                                const std::stop_token& stop) {
    try {
        return measure(request, progress, stop);
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
