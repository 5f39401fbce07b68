#pragma once

#include <QObject>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::ui {

class ComparisonRuns;
class Session;

/// A result, with what was asked for. It holds what shows it, as a session's file does: no trace,
/// and a thumbnail in the place of the picture.
struct LoggedResult {
    ExplainRequest request;
    std::shared_ptr<const Explanation> explanation;
};

/// What was computed to its end in this window, by whichever of its views, and what was opened from
/// files, in the order of their coming. The same question is there once.
class ResultLog : public QObject {
    Q_OBJECT

public:
    enum class Origin { Computed, Opened };

    /// What comes beyond takes the place of the oldest.
    static constexpr std::size_t longest = 500;

    /// `session` outlives the log.
    explicit ResultLog(Session& session, QObject* parent = nullptr);

    /// Notes what these come to as well; nothing once they are gone.
    void follow(const ComparisonRuns& runs);

    [[nodiscard]] const std::vector<LoggedResult>& results() const { return m_results; }

    void add(ExplainRequest request, const std::shared_ptr<const Explanation>& explanation,
             Origin origin);

    /// Where the log has a result of the same question; nothing if it has none.
    [[nodiscard]] std::optional<std::size_t> indexOf(const Explanation& explanation) const;

Q_SIGNALS:
    /// Not of what was there already.
    void added(const sigscope::ui::LoggedResult& result, sigscope::ui::ResultLog::Origin origin);

private:
    [[nodiscard]] std::shared_ptr<const Explanation> stillOf(const Explanation& explanation);

    std::vector<LoggedResult> m_results;
    Origin m_next = Origin::Computed;  ///< Of what the session shows next.
    /// The last scene and what stands for it: results of one picture share it.
    std::shared_ptr<const Scene> m_scene;
    std::shared_ptr<const Scene> m_smallScene;
};

/// Whether both are of one picture and model.
[[nodiscard]] bool sameSubject(const ExplainRequest& a, const ExplainRequest& b);

}  // namespace sigscope::ui
