#pragma once

#include <vector>

#include "app/queued_runs.h"
#include "app/run_notes.h"
#include "engine/api/comparison.h"

namespace sigscope::app {

/// How the runs of several explanations ended.
enum class ColumnsEnd {
    Told,       ///< Each has its explanation, or a fault of the input.
    BrokeDown,  ///< One failed by no fault of the input.
};

/// Computes the columns on `runs`, the shortest first, with a progress bar on standard error; each
/// gets its explanation or its failure, or neither where it was stopped before there was anything.
[[nodiscard]] ColumnsEnd computeColumns(std::vector<ComparisonColumn>& columns, QueuedRuns& runs,
                                        RunNotes& notes);

/// Says on standard error why columns failed: once, if all did so for one reason.
void complainOfColumns(const std::vector<ComparisonColumn>& columns);

}  // namespace sigscope::app
