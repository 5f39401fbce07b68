#include "tests/support/test_engines.h"

#include <latch>
#include <mutex>

#include "engine/compute/compute_engine.h"
#include "engine/integration/accumulator.h"

namespace sigscope::testing {

struct HeldEngine::Barrier {
    std::latch entered{1};
    std::latch released{1};
    std::once_flag entry;
    std::once_flag exit;
};

namespace {

/// Another network that stands at a barrier before it answers for the first time.
class HeldNetwork final : public models::Network {
public:
    HeldNetwork(std::shared_ptr<const models::Classifier> original, std::function<void()> hold)
        : m_original(std::move(original)), m_hold(std::move(hold)) {}

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        m_hold();
        return m_original->network->logits(inputs);
    }
    [[nodiscard]] int classCount() const override { return m_original->network->classCount(); }

private:
    std::shared_ptr<const models::Classifier> m_original;
    std::function<void()> m_hold;
};

Problem held(const Problem& problem, std::function<void()> hold) {
    auto classifier = std::make_shared<models::Classifier>();
    classifier->network = std::make_unique<HeldNetwork>(problem.classifier, std::move(hold));
    classifier->preprocessing = problem.classifier->preprocessing;
    Problem result = problem;
    result.classifier = std::move(classifier);
    return result;
}

struct DummyParameters {
    double gain = 2;
};

integration::Attribution runDummy(const Problem& problem, const DummyParameters& parameters,
                                  const integration::RunContext&) {
    return {(problem.delta() * parameters.gain).to(at::kDouble), {{0, 0}, {1, 1}}, true};
}

}  // namespace

HeldEngine::HeldEngine() : m_barrier(std::make_shared<Barrier>()) {
    methods::MethodRegistry registry = methods::builtInMethods();
    methods::Method method = registry.find("sig");
    method.spec.name = "held";
    method.run = [run = method.run, barrier = m_barrier](const Problem& problem,
                                                         const ParameterValues& values,
                                                         const integration::RunContext& context) {
        const auto hold = [barrier] {
            std::call_once(barrier->entry, [&] { barrier->entered.count_down(); });
            barrier->released.wait();
        };
        return run(held(problem, hold), values, context);
    };
    registry.add(method);
    m_engine = std::make_unique<compute::ComputeEngine>(std::move(registry), EngineOptions{});
}

HeldEngine::~HeldEngine() {
    release();
}

Engine& HeldEngine::engine() {
    return *m_engine;
}

void HeldEngine::waitUntilHeld() {
    m_barrier->entered.wait();
}

void HeldEngine::release() {
    std::call_once(m_barrier->exit, [this] { m_barrier->released.count_down(); });
}

std::unique_ptr<Engine> engineWithDummyMethod() {
    methods::MethodRegistry registry = methods::builtInMethods();
    methods::ParameterTable<DummyParameters> table;
    table.real({.name = "gain",
                .symbol = "k",
                .minimum = 0,
                .maximum = 10,
                .unit = {},
                .help = "What the difference is multiplied by.",
                .equation = "A = k (x − x')"},
               [](DummyParameters& all) -> double& { return all.gain; });
    registry.add(methods::makeMethod(
        {.name = "dummy",
         .title = "Dummy",
         .summary = "For a test.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::None}},
        table, runDummy, [](const DummyParameters&, const methods::Extent&, std::int64_t) {
            return methods::ResourceEstimate{1, 0};
        }));
    return std::make_unique<compute::ComputeEngine>(std::move(registry), EngineOptions{});
}

}  // namespace sigscope::testing
