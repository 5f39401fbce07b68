#pragma once

#include <QString>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explanation.h"
#include "engine/api/region.h"

namespace sigscope::ui {

/// One line of a figure's legend.
struct Fact {
    QString name;   ///< "Method".
    QString value;  ///< "sig".
    bool operator==(const Fact&) const = default;
};

/// How the explanation was made: method with its parameters, f, baseline, model, cost. Method, f
/// and baseline come from the recipe; what it lacks is left out. With the `method`, its parameters
/// are told in words, and only those that were chosen otherwise than by default.
[[nodiscard]] std::vector<Fact> settingFacts(const Explanation& explanation,
                                             const MethodSpec* method = nullptr);

/// One line for the title of a document: the picture's file and the class.
[[nodiscard]] QString figureTitle(const Explanation& explanation);

/// What came out: f at both ends, ΣA and where ΣA is meant to be a change of f the two gaps, also
/// as a share of f(x) − f(x′).
[[nodiscard]] std::vector<Fact> resultFacts(const Explanation& explanation);

/// What each region has of the map, and f with the baseline in its place where that is known.
/// Regions that do not lie within the map are left out.
[[nodiscard]] std::vector<Fact> regionFacts(const Explanation& explanation,
                                            const std::vector<MarkedRegion>& regions);

/// Of that what is said in a few words: cost and errors. What the method does not have is left
/// out.
[[nodiscard]] std::vector<Fact> briefFacts(const Explanation& explanation);

/// What f is, as objectiveText() (value_text.h) takes it: "probability"; empty where the recipe
/// does not say.
[[nodiscard]] QString objectiveName(const Explanation& explanation);

/// The picture's file, as the recipe says.
[[nodiscard]] QString imageName(const Explanation& explanation);

}  // namespace sigscope::ui
