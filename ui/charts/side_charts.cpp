#include "ui/charts/side_charts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <utility>

#include "engine/api/path_trace.h"
#include "ui/charts/gate_chart.h"
#include "ui/charts/radial_chart.h"
#include "ui/charts/share_worker.h"
#include "ui/charts/strength_chart.h"
#include "ui/render/path_frame.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

// In the stack, and of the switch's buttons.
constexpr int gatesPage = 0;
constexpr int radialPage = 1;

QString gatesHelp() {
    return SideCharts::tr("When each component is switched on, and how strong it is");
}

}  // namespace

SideCharts::SideCharts(QWidget* parent)
    : QWidget(parent),
      m_gates(new GateChart(this)),
      m_strengths(new StrengthChart(this)),
      m_radial(new RadialChart(this)),
      m_switch(new QButtonGroup(this)),
      m_stack(new QStackedWidget(this)),
      m_worker(new ShareWorker(this)) {
    auto* both = new QWidget(this);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_gates, 1);
    column->addWidget(m_strengths, 1);
    m_stack->addWidget(both);
    m_stack->addWidget(m_radial);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::grid / 2, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(addSwitch());
    layout->addWidget(m_stack, 1);
    connect(m_switch, &QButtonGroup::idClicked, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_strengths, &StrengthChart::bandChanged, this, &SideCharts::describeBand);
    connect(m_worker, &ShareWorker::finished, this,
            [this](std::shared_ptr<const ComponentShares> shares, const QString& error) {
                m_shares = std::move(shares);
                m_shareError = error;
                m_state = Shares::Known;
                describeBand();
            });
}

QWidget* SideCharts::addSwitch() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Theme::grid, 0, Theme::grid, 0);
    row->setSpacing(Theme::grid / 2);
    const std::pair<QString, QString> titles[] = {
        {tr("Gates"), gatesHelp()},
        {tr("Radial energy"), tr("How much of each frequency is there at α")}};
    int id = 0;
    for (const auto& [title, help] : titles) {
        auto* button = new QToolButton(bar);
        button->setText(title);
        button->setToolTip(help);
        button->setCheckable(true);
        button->setChecked(id == 0);
        button->setProperty("segment", true);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::TabFocus);
        button->setObjectName(id == 0 ? QStringLiteral("gates") : QStringLiteral("radial"));
        m_switch->addButton(button, id++);
        row->addWidget(button);
    }
    row->addStretch();
    return bar;
}

void SideCharts::setFinished(std::shared_ptr<const PathTrace> trace) {
    m_finished = std::move(trace);
    describeBand();
}

void SideCharts::describeBand() {
    if (!m_strengths->band()) return;
    if (m_finished && m_state == Shares::Unasked) {
        m_state = Shares::Asked;
        m_worker->start(m_finished);
    }
    m_strengths->setBandText(shareText());
}

QString SideCharts::shareText() const {
    const ComponentBand band = *m_strengths->band();
    const QString name = tr("i = %1 … %2:").arg(band.first).arg(band.last) + QLatin1Char(' ');
    if (!m_finished) return name + tr("after the run");
    if (m_state != Shares::Known) return name + QStringLiteral("…");
    if (!m_shareError.isEmpty()) return name + tr("not known: %1").arg(m_shareError);
    if (!m_shares) return name + tr("not known, no gradients are kept; Run takes them");
    double share = 0;
    double sum = m_shares->residual;
    for (const std::vector<double>& group : m_shares->groups)
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto number = static_cast<int>(i + 1);
            if (number >= band.first && number <= band.last) share += group[i];
            sum += group[i];
        }
    return name + tr("%1, %2 % of ΣA; residual %3")
                      .arg(signedText(share, 2), fixedText(100 * share / sum, 0),
                           signedText(m_shares->residual, 1));
}

void SideCharts::showTrace(const PathTrace& trace) {
    const auto components = trace.components();
    m_gates->setComponents(components);
    m_strengths->setComponents(components);
    m_strengths->setVisible(components != nullptr);
    if (!components && !m_absence.isEmpty()) return m_gates->setPlaceholder(m_absence);
    m_gates->setPlaceholder(components ? QString() : withoutComponents());
    // Nothing is to be seen there: the other chart stands in.
    offerGates(components ? Gates::Shown : Gates::Missing);
}

QString SideCharts::withoutComponents() {
    return tr(
        "Gates and singular values are of paths that switch singular components on, such as "
        "that of Spectral IG.");
}

void SideCharts::offerGates(Gates gates) {
    QAbstractButton* button = m_switch->button(gatesPage);
    if (button->isEnabled() == (gates == Gates::Shown)) return;
    button->setEnabled(gates == Gates::Shown);
    button->setToolTip(gates == Gates::Shown ? gatesHelp() : withoutComponents());
    m_switch->button(gates == Gates::Shown ? gatesPage : radialPage)->click();
}

void SideCharts::setAlpha(double alpha) {
    m_gates->setAlpha(alpha);
    m_strengths->setAlpha(alpha);
}

void SideCharts::showFrame(const PathFrame& frame) {
    const bool path = !frame.frame.radialEnergy.empty();
    const QString absence = m_absence.isEmpty() ? tr("This method has no path.") : m_absence;
    m_radial->setPlaceholder(path ? QString() : absence);
    m_radial->setEnergy(frame.frame.alpha, frame.frame.radialEnergy, frame.scales.wholeEnergy);
}

void SideCharts::clear() {
    m_worker->stop();
    m_finished.reset();
    m_shares.reset();
    m_shareError.clear();
    m_state = Shares::Unasked;
    m_strengths->clearBand();
    m_gates->setPlaceholder({});
    m_radial->setPlaceholder({});
    m_gates->setComponents(nullptr);
    m_strengths->setComponents(nullptr);
    m_strengths->setVisible(true);
    m_radial->clear();
}

void SideCharts::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), Theme::current().field);
}

}  // namespace sigscope::ui
