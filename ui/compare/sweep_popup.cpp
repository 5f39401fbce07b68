#include "ui/compare/sweep_popup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "ui/compare/compared_columns.h"
#include "ui/controls/muted_label.h"
#include "ui/style/parameter_text.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int sweepWidth = 40 * Theme::grid;
constexpr int reasonLines = 2;

/// "Overlap λ: values from 0 to 1".
QString sweepTitle(const ParameterSpec& parameter) {
    return SweepPopup::tr("%1: values from %2 to %3 %4")
        .arg(parameterLabel(parameter))
        .arg(parameter.minimum)
        .arg(parameter.maximum)
        .arg(QString::fromStdString(parameter.unit))
        .trimmed();
}

}  // namespace

SweepPopup::SweepPopup(ValueSweep sweep, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_sweep(std::move(sweep)),
      m_line(new QLineEdit(valuesText(suggestedValues(m_sweep.shown, m_sweep.parameter)), this)),
      m_reason(mutedLabel({}, this)),
      m_begin(new QPushButton(tr("Compare"), this)) {
    setObjectName(QStringLiteral("sweepPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(sweepWidth);
    m_line->setObjectName(QStringLiteral("sweepValues"));
    m_line->setAccessibleName(tr("Values"));
    m_line->setToolTip(QString::fromStdString(m_sweep.parameter.help));
    m_begin->setObjectName(QStringLiteral("sweepCompare"));
    // Its room is kept: nothing moves while a value is typed.
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_reason->setFixedHeight(reasonLines * m_reason->fontMetrics().lineSpacing());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    QLabel* title = mutedLabel(sweepTitle(m_sweep.parameter), this);
    title->setBuddy(m_line);
    layout->addWidget(title);
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid);
    row->addWidget(m_line, 1);
    row->addWidget(m_begin);
    layout->addLayout(row);
    layout->addWidget(m_reason);
    connect(m_line, &QLineEdit::textChanged, this, &SweepPopup::check);
    connect(m_line, &QLineEdit::returnPressed, this, &SweepPopup::begin);
    connect(m_begin, &QPushButton::clicked, this, &SweepPopup::begin);
    check();
}

void SweepPopup::check() {
    m_values.clear();
    QString reason;
    try {
        m_values = parseSweptValues(m_sweep.parameter, m_line->text());
    } catch (const std::invalid_argument& error) {
        reason = QString::fromUtf8(error.what());
    }
    m_reason->setText(reason);
    m_line->setAccessibleDescription(reason);
    m_line->setProperty("invalid", !reason.isEmpty());
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
    m_begin->setEnabled(!m_values.empty());
}

void SweepPopup::begin() {
    if (m_values.empty()) return;
    Q_EMIT columnsChosen(columnsByValue(m_sweep.shown, m_sweep.parameter, m_values));
    close();
}

void SweepPopup::showUnder(const QWidget& button) {
    adjustSize();
    const QPoint below = button.mapToGlobal(QPoint(0, button.height()));
    const QRect room = button.screen()->availableGeometry();
    move(std::clamp(below.x(), room.left(), std::max(room.left(), room.right() - width())),
         below.y());
    show();
    m_line->setFocus();
    m_line->selectAll();
}

}  // namespace sigscope::ui
