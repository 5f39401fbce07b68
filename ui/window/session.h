#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/run_mailbox.h"

namespace sigscope::ui {

class MailBell;

/// What the window is about: the request as it stands, and the run of it. Every change of the
/// request submits a new run; what the engine says of it arrives as signals, at most 30 times a
/// second, and never of an older run. The widgets only listen.
class Session : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives the session. `initial` has no image yet.
    Session(Engine& engine, ExplainRequest initial, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] const ExplainRequest& request() const { return m_request; }
    [[nodiscard]] const Catalogue& catalogue() const { return m_engine.catalogue(); }

    /// The newest run; 0 before the first and after restore() and close().
    [[nodiscard]] RunId run() const { return m_run; }
    [[nodiscard]] bool running() const { return m_running; }

    /// What the newest run came to; null while it runs, and if it failed.
    [[nodiscard]] std::shared_ptr<const Explanation> result() const { return m_result; }

    /// The recipe that the request was restored from; empty once the request is another one.
    [[nodiscard]] const std::string& recipe() const { return m_recipe; }

    /// The default class of another picture is its likeliest one.
    void open(const std::filesystem::path& image);

    /// Takes a whole request over without running it; restart() does that. `recipe` is the text
    /// it was read from.
    void restore(ExplainRequest request, const std::string& recipe);

    /// Back to no picture.
    void close();

    /// Another model, with the preprocessing that it brings; a program only if the user said so.
    void setModel(const std::string& nameOrFile, ModelCode code = ModelCode::Refused);

    /// What is known of the model's preprocessing beyond the model itself.
    void setPreprocessing(const ParameterValues& values);
    /// What the model's outputs are, by Catalogue::outputs.
    void setOutput(const std::string& name);
    void setTarget(int classIndex);
    void setObjective(const std::string& name);
    void setAgainst(const std::string& against);
    void setBaseline(const BaselineSpec& baseline);
    /// For the mean over several; at least one.
    void setBaselines(const std::vector<BaselineSpec>& baselines);
    /// How many are drawn of noise or of a folder's pictures.
    void setBaselineCount(int count);
    void setSeed(std::int64_t seed);
    void setDevice(const std::string& name);
    void setPrecision(const std::string& name);

    /// The method's parameters are what they were when it was last chosen.
    void setMethod(const std::string& name);
    void setParameter(const std::string& name, const ParameterValue& value);

    /// All of the method's parameters as the published program has them, but for its files.
    void takePublished();

    /// Runs the request once more.
    void restart();

    /// Stops the run; what there is of it arrives as its end.
    void cancel();

    /// The request before the last change. Changes of one parameter in a row count as one.
    void undo();
    [[nodiscard]] bool canUndo() const { return !m_history.empty() && !m_request.image.empty(); }

Q_SIGNALS:
    /// The request is another one (or the same once more), and its run was submitted: whatever is
    /// shown belongs to the past. `sameScene`: picture and model are still those.
    void submitted(bool sameScene);
    void restored();
    void closed();
    void started(const sigscope::Plan& plan, std::shared_ptr<const sigscope::Scene> scene);
    void progressed(const sigscope::Progress& progress);
    void nodesArrived(const std::vector<sigscope::PathNode>& nodes);
    void previewArrived(const sigscope::Preview& preview);
    void ended(const sigscope::RunEnd& end);

private:
    /// Submits `request` if it differs.
    void change(ExplainRequest request);
    void submit(bool sameScene);
    void forgetRun();
    void mailArrived();
    void deliverMail();

    Engine& m_engine;
    ExplainRequest m_request;
    std::string m_recipe;
    std::map<std::string, ParameterValues> m_parametersOfMethod;
    std::vector<ExplainRequest> m_history;
    std::string m_lastChange;
    std::shared_ptr<MailBell> m_bell;
    std::shared_ptr<RunMailbox> m_mailbox;
    QTimer m_deliveryTimer;
    QElapsedTimer m_sinceDelivery;
    RunId m_run = 0;
    bool m_running = false;
    std::shared_ptr<const Explanation> m_result;
};

}  // namespace sigscope::ui
