#pragma once

#include <memory>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"

namespace sigscope::testing {

/// All that a run said.
struct RunStory {
    RunId run = 0;
    std::optional<Plan> plan;
    std::vector<PathNode> nodes;
    std::vector<Preview> previews;
    RunEnd end;
};

/// Submits and waits for the end.
[[nodiscard]] RunStory runToEnd(Engine& engine, const ExplainRequest& request);

/// Waits for the end of what `event queue` hears.
[[nodiscard]] RunStory waitForEnd(RunEventQueue& eventQueue);

/// A request on the sample photograph and the golden arrays' tiny network: milliseconds.
[[nodiscard]] ExplainRequest tinyRequest();

/// The same by another method, with what that needs.
[[nodiscard]] ExplainRequest tinyRequestOf(const MethodSpec& method);

/// Gradients of shortRequest(), from each of its baselines.
inline constexpr int shortRunSteps = 17;

/// The baselines of a request as users give them, which failing tests can print.
[[nodiscard]] std::vector<std::string> baselineTexts(const ExplainRequest& request);

/// tinyRequest() by IG in a few steps, from these baselines.
[[nodiscard]] ExplainRequest shortRequest(std::vector<BaselineSpec> baselines);

}  // namespace sigscope::testing
