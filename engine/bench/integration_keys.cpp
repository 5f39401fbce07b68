#include "engine/bench/integration_keys.h"

#include <nlohmann/json.hpp>

#include "engine/store/spec_id.h"

namespace sigscope::bench {

IntegrationKeys keysOf(const std::string& recipe, const IntegrationBenchmarkRequest& request,
                       const Circumstances& circumstances) {
    nlohmann::json key{{"spec", store::specIdOf(recipe).sha256},
                       {"program", circumstances.program},
                       {"device", circumstances.device},
                       {"reference_nodes", request.referenceIntervals}};
    IntegrationKeys keys{key.dump(), {}};
    key["evaluations"] = request.mostSteps;
    key["published_loop"] = request.references == ReferenceLoops::Timed;
    key["machine"] = circumstances.machine;
    keys.result = key.dump();
    return keys;
}

}  // namespace sigscope::bench
