#include "ui/controls/baselines_popup.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/controls/baseline_text.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int popupWidth = 34 * Theme::grid;

}  // namespace

BaselinesPopup::BaselinesPopup(const std::vector<Choice>& named,
                               const std::vector<BaselineSpec>& chosen, QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    setObjectName(QStringLiteral("baselinesPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(popupWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    auto* title = new QLabel(tr("Mean and spread over these baselines"), this);
    title->setProperty("role", "muted");
    layout->addWidget(title);
    std::vector<BaselineSpec> others = chosen;
    for (const Choice& choice : named) {
        const BaselineSpec baseline = parseBaseline(choice.name);
        addBox(*layout, baseline, QString::fromStdString(choice.title),
               QString::fromStdString(choice.help), std::erase(others, baseline) > 0);
    }
    for (const BaselineSpec& baseline : others)
        addBox(*layout, baseline, baselineText(baseline), QString::fromStdString(toText(baseline)),
               true);
    addButtons(*layout);
}

void BaselinesPopup::addBox(QVBoxLayout& layout, const BaselineSpec& baseline, const QString& title,
                            const QString& help, bool checked) {
    auto* box = new QCheckBox(title, this);
    box->setObjectName(QString::fromStdString(toText(baseline)));
    box->setToolTip(help);
    box->setChecked(checked);
    if (const QColor colour = baselineColour(baseline); colour.isValid())
        box->setIcon(swatch(colour));
    layout.addWidget(box);
    m_entries.push_back({box, baseline});
    connect(box, &QCheckBox::toggled, this, [this, box] { take(*box); });
}

void BaselinesPopup::addButtons(QVBoxLayout& layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid / 2);
    const auto add = [this, row](const QString& title, const char* name, BaselineKind kind) {
        auto* button = new QToolButton(this);
        button->setText(title);
        button->setObjectName(QLatin1String(name));
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, kind] {
            Q_EMIT asked(kind);
            close();
        });
    };
    add(tr("Colour …"), "addColour", BaselineKind::Colour);
    add(tr("Picture …"), "addPicture", BaselineKind::Picture);
    add(tr("Folder …"), "addFolder", BaselineKind::Folder);
    layout.addLayout(row);
}

void BaselinesPopup::take(QCheckBox& changed) {
    std::vector<BaselineSpec> chosen;
    for (const Entry& entry : m_entries)
        if (entry.box->isChecked()) chosen.push_back(entry.baseline);
    if (!chosen.empty()) {
        Q_EMIT baselinesChosen(chosen);
        return;
    }
    const QSignalBlocker blocker(&changed);
    changed.setChecked(true);
}

void BaselinesPopup::showUnder(QWidget& field) {
    adjustSize();
    move(field.mapToGlobal(QPoint(0, field.height())));
    show();
    m_entries.front().box->setFocus();
}

}  // namespace sigscope::ui
