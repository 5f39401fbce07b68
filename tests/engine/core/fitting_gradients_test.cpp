#include "engine/integration/fitting_gradients.h"

#include <c10/util/Exception.h>

#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// A device on which no more than a few points fit.
class SmallDevice final : public models::Network {
public:
    SmallDevice(std::shared_ptr<const models::Network> network, std::int64_t fitting)
        : m_network(std::move(network)), m_fitting(fitting) {}

    at::Tensor logits(const at::Tensor& inputs) const override {
        largest = std::max(largest, inputs.size(0));
        TORCH_CHECK_WITH(OutOfMemoryError, inputs.size(0) <= m_fitting, "out of memory");
        return m_network->logits(inputs);
    }
    at::Tensor features(const at::Tensor& inputs) const override {
        largest = std::max(largest, inputs.size(0));
        TORCH_CHECK_WITH(OutOfMemoryError, inputs.size(0) <= m_fitting, "out of memory");
        return m_network->features(inputs);
    }
    at::Tensor classify(const at::Tensor& features) const override {
        return m_network->classify(features);
    }
    int classCount() const override { return m_network->classCount(); }

    mutable std::int64_t largest = 0;

private:
    std::shared_ptr<const models::Network> m_network;
    std::int64_t m_fitting;
};

struct SmallDeviceProblem {
    Problem problem;
    std::shared_ptr<SmallDevice> device;
};

SmallDeviceProblem problemOn(std::int64_t fitting) {
    Problem problem = smallProblem({.seed = 91});
    auto classifier = std::make_shared<models::Classifier>(*problem.classifier);
    auto device = std::make_shared<SmallDevice>(classifier->network, fitting);
    classifier->network = device;
    problem.classifier = classifier;
    return {problem, device};
}

}  // namespace

TEST_CASE("out of memory: the micro-batch is halved, and the run goes on to the same map",
          "[quick]") {
    const ParameterValues even{{"steps", std::int64_t{33}}};
    const at::Tensor expected = runMethod(smallProblem({.seed = 91}), "sig", even).map;
    for (const std::int64_t fitting : {7, 3, 1}) {
        const auto [problem, device] = problemOn(fitting);
        const auto attribution = runMethod(problem, "sig", even);
        CHECK(attribution.complete);
        CHECK(device->largest > fitting);
        CHECK(relativeError(attribution.map, expected) <= 1e-12);
    }
}

TEST_CASE("out of memory: methods that find their own path go on too", "[quick]") {
    for (const char* method : {"agi", "ig2"}) {
        INFO(method);
        const auto [problem, device] = problemOn(2);
        golden::GoldenInputs auxiliary(
            at::stack({problem.baseline, problem.input.flip(2), problem.input.flip(1)}));
        integration::Observer observer;
        const auto map = [&](const Problem& of) {
            return runMethod(of, method, {}, observer, 512LL << 20, &auxiliary).map;
        };
        const at::Tensor expected = map(smallProblem({.seed = 91}));
        CHECK(relativeError(map(problem), expected) <= 1e-12);
        CHECK(device->largest > 2);
    }
}

TEST_CASE("out of memory: once halved, no larger micro-batch is tried again", "[quick]") {
    const auto [problem, device] = problemOn(3);
    integration::BatchSizer batches(8);
    const at::Tensor points = problem.input.unsqueeze(0).expand({8, -1, -1, -1}).contiguous();
    CHECK(integration::queueFitting(problem, points, batches).wait().values.size() == 8);
    CHECK(batches.most() == 2);
    batches.measured(2, 1e-6);
    CHECK(batches.next() == 2);
    CHECK(batches.smallest() == 2);
}

TEST_CASE("out of memory: what does not fit alone fails", "[quick]") {
    const auto [problem, device] = problemOn(0);
    for (const char* method : {"ig", "agi"})
        CHECK_THROWS_AS(runMethod(problem, method, {}), c10::OutOfMemoryError);
}
