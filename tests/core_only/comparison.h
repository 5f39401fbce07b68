#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <set>
#include <string>

#include "engine/problem/problem.h"
#include "tests/support/golden_settings.h"

namespace sigscope::golden {

using Arrays = std::map<std::string, at::Tensor>;

/// The names of the entries of a file, without "/attribution" and the like.
[[nodiscard]] std::set<std::string> entriesOf(const Arrays& arrays, const std::string& suffix);

/// The map [3, H, W] of an entry, computed where and in what precision the classifier is; on the
/// CPU, float64.
[[nodiscard]] at::Tensor mapOf(const std::shared_ptr<const models::Classifier>& classifier,
                               const Arrays& arrays, const Settings& settings);

/// The logits [K] at a file's input, likewise.
[[nodiscard]] at::Tensor logitsOf(const models::Classifier& classifier, const Arrays& arrays);

/// Prints comparisons and counts those that failed.
class Score {
public:
    /// Holds if `value` is at most (or, for a correlation, at least) `limit`.
    void atMost(const std::string& what, double value, double limit);
    void atLeast(const std::string& what, double value, double limit);

    /// Says how it went; the exit status: 1 if anything failed or nothing was compared.
    [[nodiscard]] int conclude() const;

private:
    void add(const std::string& what, double value, const char* relation, double limit, bool holds);

    int m_compared = 0;
    int m_failed = 0;
};

}  // namespace sigscope::golden
