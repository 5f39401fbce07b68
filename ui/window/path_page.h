#pragma once

#include <QWidget>
#include <memory>

#include "engine/api/run_event_queue.h"
#include "ui/charts/path_curves.h"
#include "ui/path/baseline_maps.h"
#include "ui/render/frame_worker.h"
#include "ui/transport/path_cursor.h"
#include "ui/window/path_layout.h"

class QLabel;

namespace sigscope::ui {

class AlphaSlider;
class PathChart;
class PathPanes;
class PathStory;
class SideCharts;
class TransportBar;
class WindowActions;

/// The Path view: panes, charts, scrubber, transport, all ruled by one cursor. It fills in while a
/// run goes on.
class PathPage : public QWidget {
    Q_OBJECT

public:
    explicit PathPage(QWidget* parent = nullptr);

    /// Connects the actions of zooming and of the transport.
    void obey(const WindowActions& actions);

    /// What was shown before a run.
    enum class Before {
        Emptied,
        Dimmed,  ///< Its pictures stay, dimmed, until there are others.
    };

    /// Empties everything; from now on only `run` is shown.
    void beginRun(RunId run, Before before = Before::Emptied);

    /// What the run's method has: without a path there are only the picture and the map.
    void setTraits(const MethodTraits& traits);

    /// How maps are drawn from now on.
    void setDisplay(const MapDisplay& display);
    [[nodiscard]] const MapDisplay& display() const { return m_display; }

    /// Another picture: limits of colour scales that were typed follow from the path again, and no
    /// region is framed.
    void forgetPicture();

    /// What f is, for the chart's axis.
    void setUnit(const QString& unit);

    /// Said in the panes while they are empty.
    void setPlaceholder(const QString& text);

    /// What is explained. Of several baselines the first one's path is scrubbed, and the mean shown
    /// beside it.
    void setScene(std::shared_ptr<const Scene> scene);

    void addNodes(const std::vector<PathNode>& nodes);
    /// One without a trace is that of a method without a path.
    void showPreview(const Preview& preview);

    /// The finished (or cancelled) run; `explanation` may be null, then the page is emptied.
    void showResult(const std::shared_ptr<const Explanation>& explanation,
                    const QString& placeholder);

    [[nodiscard]] PathPanes& panes() { return *m_panes; }
    [[nodiscard]] const PathPanes& panes() const { return *m_panes; }
    /// What happens around α.
    [[nodiscard]] QString sentence() const;
    /// What the charts that are seen tell at α, a line for each.
    [[nodiscard]] QString chartsText() const;
    [[nodiscard]] PathCursor& cursor() { return *m_cursor; }
    [[nodiscard]] PathChart& chart() { return *m_chart; }
    [[nodiscard]] SideCharts& sideCharts() { return *m_side; }
    [[nodiscard]] AlphaSlider& slider() { return *m_slider; }

Q_SIGNALS:
    void displayChanged(const sigscope::ui::MapDisplay& display);
    /// The path could not be drawn.
    void failed(const QString& message);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectParts();
    /// As setDisplay(), chosen in the panes, which show what comes nearest.
    void chooseDisplay(MapDisplay display);
    void setBaselines(const std::vector<std::string>& titles);
    void arrange();
    void dragTo(double alpha, Qt::KeyboardModifiers modifiers);
    void showAlpha(double alpha);
    void showAlphaRange(double low, double high);
    void showFrame(std::shared_ptr<const PathFrame> frame);
    void showNodes();
    /// Whether α can be moved.
    void setScrubbable(bool scrubbable);
    /// Why there is no path to be seen although the method has one; empty where that is not so.
    void setAbsence(const QString& why);
    void showPath(std::shared_ptr<const PathTrace> path);
    /// What `explanation`, which has no path, can show one after another; null for nothing.
    void setMoments(std::shared_ptr<const Explanation> explanation);
    /// What the method found beside its map, under the sentence that it has no path.
    void showSideNumbers(const Explanation& explanation);
    void showShares(const Explanation& explanation);
    [[nodiscard]] std::shared_ptr<const PathTrace> momentTrace() const;
    /// Puts the path and the map that is to be shown beside it together.
    void compose();
    /// Of the band of components that is marked, or of the path.
    void requestFrame();
    void showUnit();

    PathCursor* m_cursor;
    FrameWorker* m_worker;
    PathPanes* m_panes;
    PathChart* m_chart;
    SideCharts* m_side;
    AlphaSlider* m_slider;
    TransportBar* m_transport;
    QLabel* m_sentence;
    PathStory* m_story;
    QLabel* m_noPath;  ///< Says why there are no charts.
    PathLayout m_layout;
    PathCurves m_curves;
    MapDisplay m_display;
    QString m_unit;
    RunId m_run = 0;
    MethodTraits m_traits;
    std::shared_ptr<const Scene> m_scene;
    BaselineMaps m_maps;
    std::shared_ptr<const Explanation> m_row;  ///< Of which moments are shown; or null.
    std::shared_ptr<const PathTrace> m_path;   ///< As the engine traced it.
    std::shared_ptr<const PathTrace> m_trace;  ///< With the map that is shown.
};

}  // namespace sigscope::ui
