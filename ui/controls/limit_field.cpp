#include "ui/controls/limit_field.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>
#include <cmath>

#include "ui/style/theme.h"

namespace sigscope::ui {

LimitField::LimitField(double shown, const QString& automaticHelp, QWidget* parent)
    : QWidget(parent), m_field(new QLineEdit(QString::number(shown, 'g', 3), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid);
    m_field->setObjectName(QStringLiteral("limit"));
    m_field->setToolTip(tr("The largest magnitude with a colour of its own: 0.002 or 2e-3"));
    auto* automatic = new QToolButton(this);
    automatic->setText(tr("Automatic"));
    automatic->setObjectName(QStringLiteral("automatic"));
    automatic->setToolTip(automaticHelp);
    automatic->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_field, 1);
    row->addWidget(automatic);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::returnPressed, this, &LimitField::takeTyped);
    connect(m_field, &QLineEdit::editingFinished, this, &LimitField::takeTyped);
    connect(automatic, &QToolButton::clicked, this, &LimitField::setAutomatic);
    m_field->setAccessibleName(tr("Limit of the colour scale"));
}

void LimitField::beginTyping() {
    m_field->setFocus();
    m_field->selectAll();
}

void LimitField::takeTyped() {
    if (!m_field->isModified()) return;
    bool isNumber = false;
    const double limit =
        m_field->text().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
    const bool valid = isNumber && limit > 0 && std::isfinite(limit);
    m_field->setProperty("invalid", !valid);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
    if (!valid) return;
    m_field->setModified(false);
    Q_EMIT limitChanged(limit);
}

void LimitField::setAutomatic() {
    m_field->clear();
    m_field->setPlaceholderText(tr("automatic"));
    Q_EMIT limitChanged(std::nullopt);
}

}  // namespace sigscope::ui
