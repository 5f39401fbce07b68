#include "ui/controls/output_form.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/style/theme.h"

namespace sigscope::ui {

OutputForm::OutputForm(const std::vector<Choice>& choices, QWidget* parent)
    : QWidget(parent), m_text(new QLabel(this)) {
    setObjectName(QStringLiteral("outputQuestion"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_text);
    for (const Choice& choice : choices) {
        auto* button =
            new QPushButton(tr("They are %1").arg(QString::fromStdString(choice.title)), this);
        button->setObjectName(QString::fromStdString(choice.name));
        button->setToolTip(QString::fromStdString(choice.help));
        connect(button, &QPushButton::clicked, this,
                [this, name = choice.name] { Q_EMIT answered(name); });
        layout->addWidget(button);
    }
    hide();
}

void OutputForm::ask(const OutputQuestion& question) {
    m_text->setText(tr("This model's outputs look like probabilities and not like logits, because "
                       "%1. Say what they are: no second softmax is applied to probabilities.")
                        .arg(QString::fromStdString(question.reason)));
    show();
}

}  // namespace sigscope::ui
