#pragma once

#include <memory>
#include <optional>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/run_observer.h"

namespace sigscope {

/// A result, with what shows it once more as it was shown.
struct StoredResult {
    std::shared_ptr<const Explanation> explanation;  ///< Its trace may have been given up.
    Plan plan;
};

/// What was computed to its end, remembered by what was asked for. Of any thread.
class ResultStore {
public:
    virtual ~ResultStore() = default;

    /// What was computed for `request`, as far as its files tell without being read: by their
    /// paths, sizes, times and inodes. Nothing if it never was, if a file changed since, or if it
    /// was given up for others.
    [[nodiscard]] virtual std::optional<StoredResult> find(const ExplainRequest& request) = 0;
};

}  // namespace sigscope
