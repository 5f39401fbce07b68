#pragma once

#include <QDate>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/request_field.h"
#include "engine/api/run_event_queue.h"
#include "ui/window/request_editor.h"

namespace sigscope::ui {

class EventNotifier;
class PathRestoring;

/// What the window is about: the request as it stands, and the run of it. Every change of the
/// request submits a new run, unless its result is remembered; what the engine says of it arrives
/// as signals, at most 30 times a second, and never of an older run. The widgets only listen.
///
/// Another picture or model takes the place of what is shown once it is read. If it cannot be, all
/// stays as it was.
///
/// What is predicted to take long is held until restart() asks for it.
class Session : public QObject, public RequestEditor {
    Q_OBJECT

public:
    /// `engine` outlives the session. `initial` has no image yet.
    Session(Engine& engine, ExplainRequest initial, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] const ExplainRequest& request() const override { return m_now.request; }

    /// The request of what is shown: another one only while another picture or model is read.
    [[nodiscard]] const ExplainRequest& shownRequest() const { return shown().request; }
    [[nodiscard]] const Catalogue& catalogue() const override { return m_engine.catalogue(); }

    /// The run of the request, an old one where its result was remembered; 0 before the first and
    /// after restore() and close().
    [[nodiscard]] RunId run() const { return m_now.run; }
    [[nodiscard]] bool running() const { return m_now.run != 0 && !m_now.end; }

    /// How the run of what is shown ended; nothing while it runs.
    [[nodiscard]] const std::optional<RunEnd>& end() const { return shown().end; }

    /// What that came to; null while it runs, and if it failed.
    [[nodiscard]] std::shared_ptr<const Explanation> result() const;

    /// What the request would take with another method, as setMethod() would choose it, or with its
    /// own.
    [[nodiscard]] Forecast forecast(const std::string& method) const;

    /// The recipe that the request was restored from; empty once the request is another one.
    [[nodiscard]] const std::string& recipe() const { return m_now.recipe; }

    /// When the file that the result was read from was written; null of a result that was not.
    [[nodiscard]] const QDate& saved() const { return shown().saved; }

    /// The default class of another picture is its likeliest one.
    void open(const std::filesystem::path& image);

    /// Takes a whole request over without running it; restart() does that. `recipe` is the text
    /// it was read from, `result` what was read of its result, or null, `saved` when its file was
    /// written.
    void restore(ExplainRequest request, const std::string& recipe,
                 const std::shared_ptr<const Explanation>& result = {}, const QDate& saved = {});

    /// Back to no picture.
    void close();

    /// Another model, with the preprocessing that it brings; a program only if the user said so.
    void setModel(const std::string& nameOrFile, ModelCode code = ModelCode::Refused);

    /// What is known of the model's preprocessing beyond the model itself.
    void setPreprocessing(const ParameterValues& values);
    /// What the model's outputs are, by Catalogue::outputs.
    void setOutput(const std::string& name);
    void setDevice(const std::string& name);
    void setPrecision(const std::string& name);

    /// All of the method's parameters as the published program has them, but for its files.
    void takePublished();

    /// Runs the request once more, remembered or not; lets a run that is held go on.
    void restart();

    /// Whether the run waits for restart(): one that is predicted to take long (long_runs.h) does,
    /// unless that began it.
    [[nodiscard]] bool held() const { return m_held; }

    /// Stops the run; what there is of it arrives as its end.
    void cancel();

    /// The request before the last change, with its result where that is remembered. Changes of one
    /// parameter in a row count as one.
    void undo();
    [[nodiscard]] bool canUndo() const;

    /// Takes the last undo() back, unless the request was changed since.
    void redo();
    [[nodiscard]] bool canRedo() const;

Q_SIGNALS:
    /// The request is another one (or the same once more), and its run was submitted, or its result
    /// is at hand and follows: whatever is shown belongs to the past. `sameScene`: picture and
    /// model are still those.
    void submitted(bool sameScene);
    /// Another picture or model is read; what is shown stays until then. submitted() or refused()
    /// follows.
    void reading();
    /// It could not be read, as `error` says, or that was cancelled (then it is empty): all is as
    /// it was.
    void refused(const std::string& error);
    /// Likewise; started() and ended() follow where the result was read, too.
    void restored();
    void closed();
    void started(const sigscope::Plan& plan, std::shared_ptr<const sigscope::Scene> scene);
    /// The run is predicted to take that long, and waits for restart().
    void asking(double seconds);
    /// It goes on.
    void resumed();
    void progressed(const sigscope::Progress& progress);
    void nodesArrived(const std::vector<sigscope::PathNode>& nodes);
    void previewArrived(const sigscope::Preview& preview);
    void ended(const sigscope::RunEnd& end);
    /// What is shown was read from a file: its path can be scrubbed from now on, or cannot be, as
    /// `result` says.
    void pathRestored(std::shared_ptr<const sigscope::Explanation> result);

private:
    /// All that a change replaces, and what comes back where it is refused.
    struct Standing {
        ExplainRequest request;
        std::string recipe;
        QDate saved;
        std::vector<ExplainRequest> history;  ///< To be undone to, the newest last.
        std::vector<ExplainRequest> undone;   ///< To be redone, likewise.
        std::string lastChange;
        RunId run = 0;
        std::optional<RunEnd> end;  ///< Of the run.
    };

    [[nodiscard]] const Standing& shown() const { return m_before ? *m_before : m_now; }
    void change(ExplainRequest request) override;
    /// Takes the newest request of `from`; that which stands goes to `to`.
    void step(std::vector<ExplainRequest> Standing::*from,
              std::vector<ExplainRequest> Standing::*to);
    /// Goes over to `next`: with the result that is remembered, else with a run.
    void take(Standing next, Reuse reuse = Reuse::Allowed);
    void showRemembered(const StoredResult& result, bool sameScene);
    /// Of a result that is at hand: that its run began and ended.
    void announce(const Plan& plan);
    void submit(bool sameScene, Reuse reuse);
    void forgetRun();
    /// Gives the result of `run`, which was read, its trace; null where there is none.
    void takePath(RunId run, std::shared_ptr<const PathTrace> trace);
    void mailArrived();
    void deliverMail();
    /// Holds a run that is to take long, where `events` predict it, if nobody asked for it.
    void holdIfLong(const RunEvents& events);
    /// Ends the reading of another picture or model where `mail` says how it went.
    void judge(const RunEvents& mail);
    void goBack(const std::string& error);

    Engine& m_engine;
    const std::vector<RequestField> m_fields;
    Standing m_now;
    std::optional<Standing> m_before;  ///< While another picture or model is read.
    PathRestoring* m_paths;
    std::shared_ptr<EventNotifier> m_notifier;
    std::shared_ptr<RunEventQueue> m_eventQueue;
    QTimer m_deliveryTimer;
    QElapsedTimer m_sinceDelivery;
    enum class Consent { Unasked, Given } m_consent = Consent::Unasked;  ///< To a long run.
    bool m_held = false;
    RunId m_newest = 0;  ///< Of the runs that were submitted here.
    /// A result that was read passes for that of a run, numbered from the other end.
    RunId m_nextRead = std::numeric_limits<RunId>::max();
};

}  // namespace sigscope::ui
