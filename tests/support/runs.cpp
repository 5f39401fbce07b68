#include "tests/support/runs.h"

#include <cstdlib>

#include "engine/api/baseline_list.h"

namespace sigscope::testing {

RunStory waitForEnd(RunEventQueue& eventQueue) {
    RunStory story;
    while (true) {
        RunEvents mail = eventQueue.wait();
        story.run = mail.run;
        if (mail.plan) story.plan = mail.plan;
        story.nodes.insert(story.nodes.end(), mail.nodes.begin(), mail.nodes.end());
        if (mail.preview) story.previews.push_back(std::move(*mail.preview));
        if (!mail.end) continue;
        story.end = std::move(*mail.end);
        return story;
    }
}

RunStory runToEnd(Engine& engine, const ExplainRequest& request) {
    const auto eventQueue = std::make_shared<RunEventQueue>();
    engine.submit(request, eventQueue);
    return waitForEnd(*eventQueue);
}

ExplainRequest tinyRequest() {
    ExplainRequest request;
    request.image =
        std::filesystem::path(std::getenv("SIGSCOPE_RESOURCES")) / "samples/chelsea.png";
    request.model = SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors";
    request.device = "cpu";
    return request;
}

ExplainRequest tinyRequestOf(const MethodSpec& method) {
    ExplainRequest request = tinyRequest();
    request.method = method.name;
    if (!method.objectives.empty()) request.objective = method.objectives.front();
    for (const ParameterSpec& spec : method.parameters) {
        if (spec.name == "vae")
            request.parameters["vae"] =
                std::string(SIGSCOPE_TEST_DATA "/golden/tiny_vae.safetensors");
        if (spec.name == "diffusion")
            request.parameters["diffusion"] =
                std::string(SIGSCOPE_TEST_DATA "/golden/more/diffusion_a.safetensors");
        if (spec.name == "pixels-per-step") request.parameters[spec.name] = std::int64_t{40};
        if (spec.name == "samples") request.parameters[spec.name] = std::int64_t{200};
        if (spec.name == "grid") request.parameters[spec.name] = std::int64_t{4};
        if (spec.name == "paths") request.parameters[spec.name] = std::int64_t{4};
    }
    return request;
}

std::vector<std::string> baselineTexts(const ExplainRequest& request) {
    std::vector<std::string> texts;
    for (const BaselineSpec& baseline : request.baselines) texts.push_back(toText(baseline));
    return texts;
}

ExplainRequest shortRequest(std::vector<BaselineSpec> baselines) {
    ExplainRequest request = tinyRequest();
    request.method = "ig";
    request.parameters["steps"] = std::int64_t{shortRunSteps};
    setBaselines(request, std::move(baselines));
    return request;
}

}  // namespace sigscope::testing
