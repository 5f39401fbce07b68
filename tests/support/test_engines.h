#pragma once

#include <memory>

#include "engine/api/engine.h"

namespace sigscope::testing {

/// A real engine with one more method, "held": SIG whose first evaluation of the network does not
/// return until it is released.
class HeldEngine {
public:
    HeldEngine();
    ~HeldEngine();  ///< Releases.

    [[nodiscard]] Engine& engine();
    void waitUntilHeld();
    void release();

private:
    struct Barrier;
    std::shared_ptr<Barrier> m_barrier;
    std::unique_ptr<Engine> m_engine;
};

/// A real engine with one more method, "dummy": x − x' times its parameter `gain`,
/// without a path.
[[nodiscard]] std::unique_ptr<Engine> engineWithDummyMethod();

}  // namespace sigscope::testing
