#pragma once

#include <catch2/catch.hpp>
#include <memory>

#include "tests/support/runs.h"

namespace sigscope::testing {

/// The explanation of a run that must have succeeded.
[[nodiscard]] inline std::shared_ptr<const Explanation> explanationOf(const RunStory& story) {
    INFO(story.end.error);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    return story.end.explanation;
}

/// The explanation of a request that must succeed.
[[nodiscard]] inline std::shared_ptr<const Explanation> explained(Engine& engine,
                                                                  const ExplainRequest& request) {
    return explanationOf(runToEnd(engine, request));
}

/// The same by an engine of its own.
[[nodiscard]] inline std::shared_ptr<const Explanation> explained(const ExplainRequest& request) {
    const auto engine = makeEngine();
    return explained(*engine, request);
}

}  // namespace sigscope::testing
