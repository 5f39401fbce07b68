#pragma once

#include <set>
#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::app {

/// "SUBJECT: TEXT"; `text` alone where it begins with the subject anyway.
[[nodiscard]] std::string withSubject(const std::string& subject, const std::string& text);

/// What is said on standard error beside results and errors. What several runs have to say alike is
/// said once.
class RunNotes {
public:
    /// Says "note: TEXT".
    void say(const std::string& text);

    /// Says the notes of a run's scene.
    void sayOf(const Scene& scene);

    /// Before a model's first run: that it is a program, and that a file beside it is not read.
    void sayOfModel(const ExplainRequest& request);

    /// Of a run that can be: that its method does not use the baseline, where that is not the usual
    /// one.
    void sayOfBaseline(const ExplainRequest& request, const Catalogue& catalogue);

private:
    void sayOnce(const std::string& text);

    std::set<std::string> m_said;
};

}  // namespace sigscope::app
