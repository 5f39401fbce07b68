#include "ui/controls/preprocessing_form.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/api/explain_request.h"
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
    connect(m_form, &ParameterForm::parameterChanged, this,
            [this](const std::string& name, const ParameterValue& value) {
                m_values[name] = value;
                followFit();
            });
    connect(apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(answer()); });

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
    if (isHidden() || asked.size() < question.proposal.size()) {
        m_form->show(proposedSpecs(), m_values);
        followFit();
    }
    show();
}

std::vector<ParameterSpec> PreprocessingForm::proposedSpecs() const {
    std::vector<ParameterSpec> proposed;
    for (const ParameterSpec& spec : m_specs)
        if (m_values.contains(spec.name)) proposed.push_back(spec);
    return proposed;
}

bool PreprocessingForm::isSquashed() const {
    const auto fit = m_values.find("fit");
    return fit != m_values.end() && toText(fit->second) == squashFit;
}

void PreprocessingForm::followFit() {
    // Those of the form before may wait for their deletion.
    for (QWidget* resize : m_form->findChildren<QWidget*>(QStringLiteral("resize")))
        resize->setEnabled(!isSquashed());
}

ParameterValues PreprocessingForm::answer() const {
    ParameterValues values = m_values;
    if (isSquashed()) values.erase("resize");
    return values;
}

}  // namespace sigscope::ui
