#include "tests/engine/backward/built_in_networks.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <tuple>

#include "engine/models/architectures/network_search.h"
#include "engine/models/renormalised_network.h"
#include "tests/support/synthetic.h"

namespace sigscope::testing {

namespace {

/// Those whose tensors are tests/data/architectures'.
const std::vector<std::string>& storedArchitectures() {
    static const std::vector<std::string> all{"squeezenet1_1", "mobilenet_v3_large", "densenet121",
                                              "efficientnet_b0"};
    return all;
}

/// VGG-16's head is most of its weights: here it is a narrow one, for small pictures.
std::vector<golden::NamedShape> shapesOf(const std::string& architecture) {
    if (std::ranges::find(storedArchitectures(), architecture) != storedArchitectures().end())
        return golden::storedShapes(architecture);
    std::vector<golden::NamedShape> shapes = golden::torchvisionShapes(architecture);
    if (architecture != "vgg16") return shapes;
    std::erase_if(shapes, [](const auto& entry) { return entry.name.starts_with("classifier"); });
    for (const auto& [name, outputs, inputs] :
         {std::tuple("classifier.0", 64, 512), std::tuple("classifier.3", 32, 64),
          std::tuple("classifier.6", 10, 32)}) {
        shapes.push_back({std::string(name) + ".weight", {outputs, inputs}});
        shapes.push_back({std::string(name) + ".bias", {outputs}});
    }
    return shapes;
}

}  // namespace

const std::vector<std::string>& builtInArchitectures() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names{"resnet18",          "resnet50",     "vgg16",
                                       "googlenet",         "inception_v3", "mobilenet_v2",
                                       "efficientnet-lite0"};
        names.insert(names.end(), storedArchitectures().begin(), storedArchitectures().end());
        return names;
    }();
    return all;
}

std::shared_ptr<models::Classifier> classifierOf(const models::StateDict& state,
                                                 models::Form form) {
    auto classifier = std::make_shared<models::Classifier>();
    classifier->network =
        models::buildWhole(models::locateNetwork(state), {c10::kCPU, c10::kDouble, form}).product;
    classifier->dtype = c10::kDouble;
    return classifier;
}

Problem builtInProblem(const std::string& architecture, models::Form form) {
    Problem problem;
    problem.classifier = architecture == "efficientnet-lite0"
                             ? models::loadClassifier(architecture, c10::kCPU, c10::kDouble, form)
                             : classifierOf(golden::syntheticState(shapesOf(architecture)), form);
    const std::int64_t side =
        std::max<std::int64_t>(problem.classifier->network->smallestInput(), 49);
    // An odd side, so that every kind of rounding at the borders matters.
    const std::vector<std::int64_t> shape{3, side, side + 14};
    problem.input = golden::syntheticStream("input", shape);
    problem.baseline = 0.3 * golden::syntheticStream("baseline", shape);
    problem.objective = {Objective::Kind::Logit, 7};
    return problem;
}

Problem renormalised(const Problem& problem) {
    auto classifier = std::make_shared<models::Classifier>(*problem.classifier);
    classifier->network = std::make_shared<models::RenormalisedNetwork>(
        classifier->network, at::TensorOptions().dtype(c10::kDouble));
    Problem other = problem;
    other.classifier = classifier;
    return other;
}

}  // namespace sigscope::testing
