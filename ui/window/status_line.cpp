#include "ui/window/status_line.h"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/render/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

QString mapErrorText(double error) {
    return StatusLine::tr("map error ≈ %1").arg(percentText(error));
}

/// While a run goes on: a map that is still zero has an error of which nothing is known.
QString mapErrorSoFar(double error) {
    return error > 0 ? mapErrorText(error) : StatusLine::tr("map error …");
}

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid / 2, 2 * Theme::grid, Theme::grid / 2);
    layout->setSpacing(2 * Theme::grid);
    m_progress = addLabel(Qt::AlignLeft, 3);
    m_pixel = addLabel(Qt::AlignLeft, 5);
    m_gaps = addLabel(Qt::AlignRight, 0);
    m_gaps->setToolTip(
        tr("Map error: how far the map is expected to be from that of infinitely many gradients,\n"
           "as a share of the map (L2, channels summed); judged by what each refinement changed.\n"
           "Precision error: what computing the network in bfloat16 or TF32 adds to that.\n"
           "Integration error: f(γ(1)) − f(γ(0)) − ΣA, what the integration left.\n"
           "Path gap: f(x) − f(x') − [f(γ(1)) − f(γ(0))], what the path does not cover.\n"
           "In brackets: their share of f(x) − f(x').\n"
           "Reconstruction error, of a path through an autoencoder: how far γ(1) is from x,\n"
           "the root mean square of the values' differences, black to white being 100 %."));
    clear();
}

QLabel* StatusLine::addLabel(Qt::Alignment alignment, int stretch) {
    auto* label = new QLabel(this);
    label->setFont(smallFont());
    label->setAlignment(alignment | Qt::AlignVCenter);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::ClickFocus);
    // The values under the mouse give way first, the figures of the result last: no text makes the
    // window wider.
    label->setMinimumWidth(1);
    static_cast<QHBoxLayout*>(layout())->addWidget(label, stretch);
    return label;
}

void StatusLine::follow(const Session& session) {
    m_session = &session;
    connect(&session, &Session::submitted, this, [this] {
        setVisible(true);
        showWaiting();
    });
    connect(&session, &Session::reading, this, &StatusLine::showWaiting);
    connect(&session, &Session::refused, this, [this, &session] {
        if (const auto& end = session.end()) showEnd(*end);
    });
    connect(&session, &Session::restored, this, [this] {
        clear();
        setVisible(true);
    });
    connect(&session, &Session::closed, this, [this] {
        clear();
        setVisible(false);
    });
    connect(&session, &Session::started, this, &StatusLine::showPlan);
    connect(&session, &Session::asking, this, &StatusLine::showAsking);
    connect(&session, &Session::resumed, this, &StatusLine::showWaiting);
    connect(&session, &Session::progressed, this, &StatusLine::showProgress);
    connect(&session, &Session::ended, this, &StatusLine::showEnd);
    setVisible(session.run() != 0);
}

void StatusLine::clear() {
    for (QLabel* label : {m_progress, m_pixel, m_gaps}) label->clear();
}

void StatusLine::showWaiting() {
    m_plan = {};
    m_gaps->clear();
    m_progress->setText(tr("Starting …"));
}

void StatusLine::showAsking(double seconds) {
    m_progress->setText(tr("Waits for Run: %1").arg(predictionText(seconds)));
}

void StatusLine::showPlan(const Plan& plan) {
    m_plan = plan;
    QString text = evaluationsText(plan.evaluations);
    if (!plan.exact) text = tr("≤ %1").arg(text);
    if (plan.seconds) text += QStringLiteral(" · ") + predictionText(*plan.seconds);
    m_progress->setText(text);
}

QString StatusLine::evaluationsOf(const Progress& progress) const {
    // What a tolerance takes is expected, by how the estimated error falls; before it does there
    // is only the bound.
    if (progress.total > 0)
        return (m_plan.exact ? tr("%1 / %2 evaluations") : tr("%1 / ≈ %2 evaluations"))
            .arg(progress.step)
            .arg(progress.total);
    if (m_plan.evaluations > 0)
        return tr("%1 / ≤ %2 evaluations").arg(progress.step).arg(m_plan.evaluations);
    return evaluationsText(progress.step);
}

void StatusLine::showProgress(const Progress& progress) {
    QString text;
    if (progress.stage == Stage::Integrate) {
        text = evaluationsOf(progress);
        if (!progress.eta) text += tr(" · … left");
    } else {
        text = QString::fromStdString(stageTitle(progress.stage)) + QStringLiteral(" …");
        if (progress.total > 0) text += tr(" %1 / %2").arg(progress.step).arg(progress.total);
    }
    if (progress.eta) text += tr(" · %1 left").arg(durationText(*progress.eta));
    m_progress->setText(text);
    if (progress.mapError) m_gaps->setText(mapErrorSoFar(*progress.mapError));
}

void StatusLine::showEnd(const RunEnd& end) {
    m_gaps->clear();
    if (end.asks()) return m_progress->setText(tr("Waits for your answer, at the left"));
    if (end.kind == RunEnd::Kind::Failed) return m_progress->setText(tr("Failed"));
    const bool cancelled = end.kind == RunEnd::Kind::Cancelled;
    if (!end.explanation) return m_progress->setText(tr("Cancelled"));
    const QString evaluations = evaluationsText(end.explanation->evaluations);
    const double seconds = end.explanation->seconds;
    QString text =
        cancelled ? tr("Cancelled after %1: a partial result").arg(evaluations) : evaluations;
    // A file does not say how long it took.
    if (!cancelled && seconds > 0) text += tr(" in %1").arg(durationText(seconds));
    m_progress->setText(text);
    showGaps(*end.explanation);
}

bool StatusLine::beginsAtBaseline() const {
    if (m_session == nullptr) return true;
    const ExplainRequest& request = m_session->shownRequest();
    return sigscope::beginsAtBaseline(m_session->catalogue().method(request.method),
                                      request.parameters);
}

void StatusLine::showGaps(const Explanation& explanation) {
    const Completeness& completeness = explanation.completeness;
    const double whole = completeness.fInput - completeness.fBaseline;
    const auto gap = [whole](double value) {
        return QStringLiteral("%1 (%2)").arg(signedText(value, 2), percentText(value / whole));
    };
    QString gaps;
    if (explanation.traits.isComplete())
        gaps = tr("integration error %1").arg(gap(completeness.integrationError()));
    if (explanation.traits.isComplete() && beginsAtBaseline())
        gaps += tr("   path gap %1").arg(gap(completeness.pathGap()));
    if (explanation.mapError)
        gaps = mapErrorText(*explanation.mapError) + QStringLiteral("   ") + gaps;
    if (explanation.precisionError)
        gaps = tr("precision error ≈ %1   ").arg(percentText(*explanation.precisionError)) + gaps;
    else if (!explanation.precisionUnknown.empty())
        gaps = tr("precision error unknown   ") + gaps;
    if (explanation.reconstruction)
        gaps +=
            tr("   reconstruction error %1").arg(percentText(explanation.reconstruction->input));
    const std::size_t baselines = explanation.perBaseline.size();
    if (baselines > 1 && !gaps.isEmpty())
        gaps = tr("means over %1 baselines: %2").arg(baselines).arg(gaps);
    m_gaps->setText(gaps);
}

void StatusLine::showPixel(const QString& text) {
    m_pixel->setText(text);
}

QString StatusLine::progressText() const {
    return m_progress->text();
}

QString StatusLine::pixelText() const {
    return m_pixel->text();
}

QString StatusLine::gapText() const {
    return m_gaps->text();
}

}  // namespace sigscope::ui
