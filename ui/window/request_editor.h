#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"

namespace sigscope::ui {

/// What the panel edits: a request, change by change. Whose it is decides what follows.
class RequestEditor {
public:
    virtual ~RequestEditor() = default;

    [[nodiscard]] virtual const ExplainRequest& request() const = 0;

    /// What there is to choose from.
    [[nodiscard]] virtual const Catalogue& catalogue() const = 0;

    void setTarget(int classIndex);
    void setObjective(const std::string& name);
    void setAgainst(const std::string& against);
    void setBaseline(const BaselineSpec& baseline);
    /// For the mean over several; at least one.
    void setBaselines(const std::vector<BaselineSpec>& baselines);
    /// How many are drawn of noise or of a folder's pictures.
    void setBaselineCount(int count);
    void setSeed(std::int64_t seed);
    /// The method's parameters are what they were when it was last chosen. Where it does not take
    /// f as it is asked for, its usual one is explained, until another method takes f again.
    void setMethod(const std::string& name);
    void setParameter(const std::string& name, const ParameterValue& value);

    /// The request with that method, as setMethod() makes it.
    [[nodiscard]] ExplainRequest requestWith(const std::string& method) const;

protected:
    /// Goes over to `request` if it differs.
    virtual void change(ExplainRequest request) = 0;

    void forgetParameters() { m_parametersOfMethod.clear(); }

private:
    /// f as the user asked for it, though the method of the request may take another one.
    [[nodiscard]] std::string wantedObjective() const;

    std::optional<std::string> m_replacedObjective;  ///< By that of a method which takes no other.
    std::map<std::string, ParameterValues> m_parametersOfMethod;
};

}  // namespace sigscope::ui
