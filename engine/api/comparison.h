#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "engine/api/rank_correlation.h"

namespace sigscope {

/// One of the explanations that are compared.
struct ComparisonColumn {
    std::string title;  ///< In what it differs from the others: "sig", "sig, blur". Each its own.
    ExplainRequest request{};
    std::shared_ptr<const Explanation> explanation{};  ///< Null where there is none.
    std::string failure{};                             ///< Why it failed; empty if it did not.
};

/// Explanations of one picture, beside each other.
struct Comparison {
    std::vector<ComparisonColumn> columns;
    CorrelationMatrix correlation{};  ///< Of the columns.
};

[[nodiscard]] Comparison comparisonOf(std::vector<ComparisonColumn> columns);

/// Why a column has no explanation: its failure, or that it was not computed.
[[nodiscard]] std::string absenceOf(const ComparisonColumn& column);

/// The baselines of a request as they were asked for: "black", "black; white".
[[nodiscard]] std::string askedBaselines(const ExplainRequest& request);

/// A row for each column: its title, method, model and baseline as they were asked for, class, f at
/// both ends, ΣA, errors, cost, why it has no map, and the rank correlation with each. Numbers read
/// back as they were; what a column does not have is left empty.
[[nodiscard]] std::string comparisonCsv(const Comparison& comparison);

/// Writes the arrays of writeNpz() (engine/api/engine.h) for each column that has an explanation,
/// as TITLE/attribution, …, with `columns`, the titles of all, and `correlation`, float64 [n, n],
/// not a number where there is none; whole or not at all. Slashes in titles become underscores.
[[nodiscard]] Outcome<Done> writeNpz(const std::filesystem::path& file,
                                     const Comparison& comparison);

}  // namespace sigscope
