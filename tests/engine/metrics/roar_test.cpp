#include "engine/metrics/roar.h"

#include "engine/metrics/ranking.h"
#include "engine/metrics/roar_network.h"
#include "engine/metrics/training.h"
#include "engine/models/architectures/preact_resnet.h"
#include "engine/problem/named_stream.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

std::vector<std::string> tinyParameters() {
    return {"conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "fc.weight", "fc.bias"};
}

/// The tiny network as a function of its parameters.
at::Tensor tinyLogits(const std::vector<at::Tensor>& parameters, const at::Tensor& pictures) {
    const at::Tensor first = at::conv2d(pictures, parameters[0], parameters[1], 1, 1).relu();
    const at::Tensor second =
        at::conv2d(at::avg_pool2d(first, 2), parameters[2], parameters[3], 1, 1).relu();
    return at::linear(4 * second.mean({2, 3}), parameters[4], parameters[5]);
}

metrics::Trained trainTiny(const golden::Tiny2& golden, const metrics::Optimiser& optimiser,
                           const metrics::Schedule& schedule) {
    constexpr int epochs = 4;
    metrics::TrainingRun run{.pictures = golden["roar.train.images"],
                             .labels = golden["roar.train.labels"],
                             .order = at::arange(48).expand({epochs, 48})};
    run.batch = 16;
    run.optimiser = optimiser;
    run.schedule = schedule;
    std::vector<at::Tensor> initial;
    for (const std::string& name : tinyParameters())
        initial.push_back(golden["roar.train.init." + name]);
    return metrics::train(tinyLogits, initial, run);
}

void compareTraining(const golden::Tiny2& golden, const std::string& entry,
                     const metrics::Trained& trained) {
    CHECK(golden::relativeDifference(trained.losses, golden[entry + "/loss"]) <= 1e-10);
    const std::vector<std::string> names = tinyParameters();
    for (std::size_t i = 0; i < names.size(); ++i) {
        INFO(golden.file << ": " << entry << " " << names[i]);
        CHECK(relativeError(trained.parameters[i], golden[entry + "/final." + names[i]]) <= 1e-10);
    }
}

}  // namespace

TEST_CASE("golden.roar: kept pixels and masked pictures at every ratio", "[quick]") {
    int compared = 0;
    const auto goldens = golden::tiny2Goldens();
    for (const golden::Tiny2& golden : goldens) {
        const at::Tensor map =
            metrics::summarise(golden["map.ig.prob"], metrics::Summary::SumOfMagnitudes);
        for (const auto& [name, ratio] : std::vector<std::pair<std::string, double>>{
                 {"0.1", 0.1}, {"0.3", 0.3}, {"0.5", 0.5}, {"0.7", 0.7}, {"0.9", 0.9}}) {
            INFO(golden.file << ": " << name);
            const at::Tensor kept = metrics::keptPixels(map, ratio);
            CHECK(at::equal(kept, golden["roar.ig.prob/kept" + name].to(at::kBool)));
            CHECK(relativeError(metrics::maskedPicture(golden["input"], kept),
                                golden["roar.ig.prob/masked" + name]) <= 1e-8);
            ++compared;
        }
    }
    CHECK((compared > 0 || goldens.empty()));
}

TEST_CASE("golden.roar: a training of twelve steps, with its schedule and with Adam", "[quick]") {
    for (const golden::Tiny2& golden : golden::tiny2Goldens()) {
        compareTraining(
            golden, "roar.train.sgd",
            trainTiny(golden, metrics::Sgd{.rate = 0.01}, metrics::stepwiseRate({2, 3}, 0.1)));
        compareTraining(golden, "roar.train.adam",
                        trainTiny(golden, metrics::Adam{}, metrics::constantRate()));
    }
}

TEST_CASE("roar: rates fall by steps and by the cosine", "[quick]") {
    const auto steps = metrics::stepwiseRate({5, 7}, 0.1);
    CHECK(steps(4) == 1);
    CHECK(steps(5) == Approx(0.1));
    CHECK(steps(7) == Approx(0.01));
    const auto cosine = metrics::cosineRate(200);
    CHECK(cosine(0) == 1);
    CHECK(cosine(100) == Approx(0.5));
    CHECK(cosine(199) > 0);
}

TEST_CASE("roar: the area is that of trapezoids", "[quick]") {
    CHECK(metrics::areaOver({0.1, 0.3, 0.9}, {0.8, 0.6, 0.2}) == Approx(0.2 * 0.7 + 0.6 * 0.4));
}

TEST_CASE("roar: a batch that is not full is dropped, and what was given stays", "[quick]") {
    const at::Tensor weights = at::ones({2, 12}, at::kDouble);
    const metrics::TrainableNetwork network = [](const std::vector<at::Tensor>& parameters,
                                                 const at::Tensor& pictures) {
        return at::matmul(pictures.flatten(1), parameters[0].t());
    };
    metrics::TrainingRun run{.pictures = at::linspace(-1, 1, 60, at::kDouble).view({5, 3, 2, 2}),
                             .labels = at::tensor({0, 1, 0, 1, 1}, at::kLong),
                             .order = at::arange(5).unsqueeze(0)};
    run.batch = 2;
    const metrics::Trained trained = metrics::train(network, {weights}, run);
    CHECK(trained.losses.size() == 2);
    CHECK(at::equal(weights, at::ones({2, 12}, at::kDouble)));
    CHECK_FALSE(at::equal(trained.parameters.front(), weights));
    CHECK_FALSE(trained.parameters.front().requires_grad());
}

TEST_CASE("roar: a trainer with another's parameters and memory goes on to the bit", "[quick]") {
    const at::Tensor pictures = NamedStream("pictures").normals(20 * 12).view({20, 3, 2, 2});
    const at::Tensor labels = at::arange(20).remainder(2);
    const metrics::TrainableNetwork network = [](const std::vector<at::Tensor>& parameters,
                                                 const at::Tensor& batch) {
        return at::matmul(batch.flatten(1), parameters[0].t());
    };
    const std::vector<at::Tensor> initial{NamedStream("weights").normals(24).view({2, 12})};
    for (const metrics::Optimiser& optimiser :
         {metrics::Optimiser(metrics::Sgd{}), metrics::Optimiser(metrics::Adam{})}) {
        const auto pass = [&](metrics::Trainer& trainer, int epoch) {
            trainer.pass(pictures, labels,
                         NamedStream("order" + std::to_string(epoch)).permutation(20), 4, 1.0);
        };
        metrics::Trainer whole(network, initial, optimiser);
        CHECK(whole.memory().empty());
        for (int epoch = 0; epoch < 3; ++epoch) pass(whole, epoch);
        metrics::Trainer first(network, initial, optimiser);
        pass(first, 0);
        metrics::Trainer second(network, first.parameters(), optimiser);
        second.setMemory(first.memory());
        for (int epoch = 1; epoch < 3; ++epoch) pass(second, epoch);
        CHECK(at::equal(second.parameters()[0], whole.parameters()[0]));
        CHECK_FALSE(at::equal(first.parameters()[0], whole.parameters()[0]));
    }
}

TEST_CASE("roar: the network that is trained is the one that is tested and explained") {
    const models::StateDict born = metrics::bornRoarNetwork(2, 10, 1);
    metrics::RoarNetwork network(born, c10::kCPU);
    const at::Tensor pictures =
        NamedStream("pictures").normals(64 * 3072).view({64, 3, 32, 32}).to(at::kFloat);
    // The running means and variances come to be those of the one batch there is.
    at::Tensor trained;
    for (int i = 0; i < 150; ++i) trained = network.logits(network.initial(), pictures);
    const models::StateDict state = network.state(network.initial());
    const auto tested = models::preActResNet().build(models::WeightSource(state, {}));
    // Running variances are those with n − 1, of 1024 values and more: 5e-4 of each norm.
    CHECK(relativeError(tested->logits(pictures), trained) < 1e-2);
    CHECK(tested->classCount() == 10);
}
