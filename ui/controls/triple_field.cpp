#include "ui/controls/triple_field.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include "ui/style/theme.h"

namespace sigscope::ui {

TripleField::TripleField(double minimum, double maximum, QWidget* parent)
    : QWidget(parent), m_minimum(minimum), m_maximum(maximum) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid / 2);
    for (std::size_t channel = 0; channel < m_edits.size(); ++channel) {
        auto* edit = new QLineEdit(this);
        edit->setAccessibleName(tr("Channel %1").arg(channel + 1));
        // Narrow enough for three in a panel.
        edit->setMinimumWidth(4 * Theme::grid);
        connect(edit, &QLineEdit::editingFinished, this, [this, channel] { readEdit(channel); });
        m_edits[channel] = edit;
        layout->addWidget(edit, 1);
    }
    setFocusProxy(m_edits.front());
}

void TripleField::setValue(const Triple& value) {
    m_value = value;
    for (std::size_t channel = 0; channel < m_edits.size(); ++channel) show(channel);
}

void TripleField::show(std::size_t channel) {
    constexpr int shownDigits = 5;
    m_edits[channel]->setText(QString::number(m_value[channel], 'g', shownDigits));
    m_edits[channel]->setCursorPosition(0);
    m_edits[channel]->setModified(false);
}

void TripleField::readEdit(std::size_t channel) {
    if (!m_edits[channel]->isModified()) return;
    bool isNumber = false;
    const double number = m_edits[channel]->text().toDouble(&isNumber);
    if (!isNumber || !(number >= m_minimum && number <= m_maximum)) return show(channel);
    m_value[channel] = number;
    m_edits[channel]->setModified(false);
    Q_EMIT valueChanged(m_value);
}

}  // namespace sigscope::ui
