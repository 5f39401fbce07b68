#pragma once

#include <QWidget>

#include "engine/api/run_event_queue.h"

class QLabel;

namespace sigscope::ui {

class Session;

/// The window's last line: what the run is doing, what is under the mouse, what the result's gaps
/// are. All of it can be selected and copied.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// Shows how its runs stand from now on, and is hidden while it has no picture. `session`
    /// outlives this.
    void follow(const Session& session);

    void clear();
    void showWaiting();
    void showPlan(const Plan& plan);
    void showProgress(const Progress& progress);
    /// It would take so long that it waits to be asked for.
    void showAsking(double seconds);
    void showEnd(const RunEnd& end);

    /// The values under the mouse.
    void showPixel(const QString& text);

    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString pixelText() const;
    [[nodiscard]] QString gapText() const;

private:
    QLabel* addLabel(Qt::Alignment alignment, int stretch);
    void showGaps(const Explanation& explanation);
    /// Whether the method of what is shown does.
    [[nodiscard]] bool beginsAtBaseline() const;

    [[nodiscard]] QString evaluationsOf(const Progress& progress) const;

    const Session* m_session = nullptr;  ///< That is followed; null of none.
    Plan m_plan;
    QLabel* m_progress;
    QLabel* m_pixel;
    QLabel* m_gaps;
};

}  // namespace sigscope::ui
