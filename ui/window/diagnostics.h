#pragma once

#include <QDate>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::ui {

class Session;

/// When a result deserves a warning.
struct DiagnosticLimits {
    /// The likeliest class has less: even a calibrated model is then wrong more than two times of
    /// three, and what is explained may not be in the picture.
    static constexpr double unsureBelow = 1.0 / 3;
    /// The class has this share of its probability at x already without the picture: less than
    /// half of it is left to be explained.
    static constexpr double knownAtBaseline = 0.5;
    /// Of |f(x) − f(x')|. Sundararajan et al. (2017) take within 5 % as converged.
    static constexpr double largeGap = 0.05;
};

/// Something about a result that one should know before believing it, and what can be done.
struct Diagnostic {
    QString message;
    QString remedy;  ///< The button's text; empty where nothing helps.
    std::function<void(Session&)> apply;
    /// What the remedy does, where that is to compute the request as it stands: then it is said how
    /// long that is foretold to take.
    enum class Takes { Nothing, Run } takes = Takes::Nothing;
};

/// What is worth a warning, the most important first. Without an explanation: what is known when a
/// run has just begun. `saved`: when the file that the explanation was read from was written, if
/// that is known.
[[nodiscard]] std::vector<Diagnostic> diagnosticsOf(const Catalogue& catalogue,
                                                    const ExplainRequest& request,
                                                    const Scene& scene,
                                                    const Explanation* explanation,
                                                    const QDate& saved = {});

/// A request was restored from `recipe` and computed once more: whether the last bits may differ.
[[nodiscard]] std::optional<Diagnostic> otherCircumstances(const std::string& recipe,
                                                           const Explanation& explanation);

}  // namespace sigscope::ui
