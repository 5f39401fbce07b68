#pragma once

#include <QString>
#include <QWidget>
#include <memory>

class QButtonGroup;
class QStackedWidget;

namespace sigscope {
struct ComponentShares;
class PathTrace;
}  // namespace sigscope

namespace sigscope::ui {

class GateChart;
struct PathFrame;
class RadialChart;
class ShareWorker;
class StrengthChart;

/// The card beside the chart of f: the gates with the singular spectrum, or the radial energy.
class SideCharts : public QWidget {
    Q_OBJECT

public:
    explicit SideCharts(QWidget* parent = nullptr);

    /// What there is of a path; where it switches nothing on, the card says so.
    void showTrace(const PathTrace& trace);

    /// Said instead of the charts where there is nothing to show; empty for that the method has
    /// nothing of the kind.
    void setAbsence(const QString& why) { m_absence = why; }

    /// The trace of a run that has ended: its bands of components can be asked for their share.
    void setFinished(std::shared_ptr<const PathTrace> trace);
    void setAlpha(double alpha);
    void showFrame(const PathFrame& frame);

    /// Nothing is known of a path yet.
    void clear();

    [[nodiscard]] GateChart& gates() { return *m_gates; }
    [[nodiscard]] StrengthChart& strengths() { return *m_strengths; }
    [[nodiscard]] RadialChart& radial() { return *m_radial; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Gates { Shown, Missing };

    QWidget* addSwitch();
    /// Where there are none, the radial energy is shown instead.
    void offerGates(Gates gates);
    [[nodiscard]] static QString withoutComponents();
    void describeBand();
    [[nodiscard]] QString shareText() const;

    GateChart* m_gates;
    StrengthChart* m_strengths;
    RadialChart* m_radial;
    QButtonGroup* m_switch;
    QStackedWidget* m_stack;
    ShareWorker* m_worker;
    std::shared_ptr<const PathTrace> m_finished;  ///< Null while the run goes on.
    std::shared_ptr<const ComponentShares> m_shares;
    QString m_shareError;
    QString m_absence;
    enum class Shares { Unasked, Asked, Known } m_state = Shares::Unasked;
};

}  // namespace sigscope::ui
