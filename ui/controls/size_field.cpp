#include "ui/controls/size_field.h"

#include <stdexcept>
#include <utility>

namespace sigscope::ui {

SizeField::SizeField(ParameterSpec spec, QWidget* parent)
    : QLineEdit(parent), m_spec(std::move(spec)) {
    connect(this, &QLineEdit::editingFinished, this, &SizeField::readText);
}

void SizeField::setValue(const ParameterValue& value) {
    m_value = value;
    setText(QString::fromStdString(toText(value)));
}

void SizeField::readText() {
    ParameterValue read = m_value;
    try {
        // As people write it, too: "224 × 320".
        const QString plain =
            text().remove(QLatin1Char(' ')).replace(QChar(0xd7), QLatin1Char('x'));
        read = parseParameter(m_spec, plain.toStdString());
    } catch (const std::invalid_argument&) {
    }
    if (read == m_value) return setValue(m_value);
    setValue(read);
    Q_EMIT valueChanged(m_value);
}

}  // namespace sigscope::ui
