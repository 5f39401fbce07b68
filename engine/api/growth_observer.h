#pragma once

#include <memory>

#include "engine/api/run_observer.h"

namespace sigscope {

/// Follows a task whose result grows; as a RunObserver otherwise. Exactly one of completed,
/// cancelled and failed comes, last. What had grown before a cancellation is right as far as it
/// goes.
template <typename Result>
class GrowthObserver {
public:
    virtual ~GrowthObserver() = default;

    virtual void grown(RunId, std::shared_ptr<const Result>) {}
    virtual void completed(RunId, std::shared_ptr<const Result>) = 0;
    virtual void cancelled(RunId) = 0;
    virtual void failed(RunId, const RunFailure& failure) = 0;
};

}  // namespace sigscope
