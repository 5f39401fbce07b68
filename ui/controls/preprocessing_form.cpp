#include "ui/controls/preprocessing_form.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/parameter_form.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

PreprocessingForm::PreprocessingForm(const std::vector<ParameterSpec>& specs, QWidget* parent)
    : QWidget(parent), m_specs(specs), m_text(new QLabel(this)), m_form(new ParameterForm(this)) {
    setObjectName(QStringLiteral("preprocessing"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* apply = new QPushButton(tr("Apply"), this);
    apply->setObjectName(QStringLiteral("applyPreprocessing"));
    apply->setToolTip(tr("Explain with this preprocessing"));
    connect(
        m_form, &ParameterForm::parameterChanged, this,
        [this](const std::string& name, const ParameterValue& value) { m_values[name] = value; });
    connect(apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(m_values); });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_text);
    layout->addWidget(m_form);
    layout->addWidget(apply);
    hide();
}

void PreprocessingForm::ask(const PreprocessingQuestion& question) {
    const QString reason = QString::fromStdString(question.reason);
    m_text->setText(
        tr("How pictures become this model's input is unknown: %1. Say what it was trained with.")
            .arg(reason));
    // What the user has said stays; an answer may lead to another question.
    ParameterValues asked = question.proposal;
    if (isHidden()) m_values.clear();
    m_values.merge(asked);
    if (isHidden() || asked.size() < question.proposal.size()) m_form->show(m_specs, m_values);
    show();
}

}  // namespace sigscope::ui
