#include "ui/controls/baseline_field.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/api/baseline_list.h"
#include "ui/controls/baseline_text.h"
#include "ui/controls/choice_box.h"
#include "ui/controls/labelled_row.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

QString meaning() {
    return BaselineField::tr("x': the picture that the path starts from");
}

// What the items that ask further, and that of several, carry; no request can say this.
constexpr const char* askColour = "?colour";
constexpr const char* askPicture = "?picture";
constexpr const char* askFolder = "?folder";
constexpr const char* askSeveral = "?several";
constexpr const char* several = "?these";

}  // namespace

BaselineField::BaselineField(const std::vector<Choice>& named, QWidget* parent)
    : QWidget(parent), m_combo(new ChoiceBox(this)), m_named(static_cast<int>(named.size())) {
    m_combo->setObjectName(QStringLiteral("baseline"));
    m_combo->setToolTip(meaning());
    for (const Choice& choice : named) {
        m_combo->addItem(QString::fromStdString(choice.title), QString::fromStdString(choice.name));
        m_combo->setItemData(m_combo->count() - 1, QString::fromStdString(choice.help),
                             Qt::ToolTipRole);
    }
    addSpecial(tr("Colour …"), tr("Every pixel in a colour of your choice"), askColour);
    addSpecial(tr("Picture …"), tr("A picture, resized and cropped as the photograph is"),
               askPicture);
    addSpecial(tr("Folder …"), tr("Pictures drawn from a folder"), askFolder);
    addSpecial(tr("Several …"), tr("The mean and the spread over several baselines"), askSeveral);
    m_drawing = new LabelledRow(tr("seed"), makeDrawing(), this);
    m_drawing->setVisible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(new LabelledRow(tr("from"), m_combo, this));
    layout->addWidget(m_drawing);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &BaselineField::choose);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) { Q_EMIT seedChosen(seed); });
    connect(m_count, &QSpinBox::valueChanged, this, &BaselineField::countChosen);
}

QWidget* BaselineField::makeDrawing() {
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid);
    const auto add = [both, row](const char* name, int least, int most, const QString& help) {
        auto* box = new QSpinBox(both);
        box->setObjectName(QLatin1String(name));
        box->setRange(least, most);
        box->setKeyboardTracking(false);
        box->setFocusPolicy(Qt::TabFocus);
        box->setToolTip(help);
        // The largest seed must not make the row wider than the panel.
        box->setMinimumWidth(1);
        row->addWidget(box, 1);
        return box;
    };
    m_seed = add("seed", 0, static_cast<int>(largestSeed), tr("The same seed draws the same"));
    m_count = add("baselineCount", 1, largestBaselineCount,
                  tr("How many are drawn: of more than one, the mean and the spread"));
    m_count->setPrefix(tr("× "));
    m_count->setAccessibleName(tr("How many are drawn"));
    return both;
}

void BaselineField::addSpecial(const QString& title, const QString& help, const char* asked) {
    m_combo->addItem(title, QLatin1String(asked));
    m_combo->setItemData(m_combo->count() - 1, help, Qt::ToolTipRole);
    ++m_specials;
}

void BaselineField::choose() {
    const QString chosen = m_combo->currentData().toString();
    if (chosen == m_shown) return;
    if (m_combo->currentIndex() < m_combo->count() - m_specials) {
        m_shown = chosen;
        Q_EMIT baselineChosen(parseBaseline(chosen.toStdString()));
        return;
    }
    {
        const QSignalBlocker blocker(m_combo);
        m_combo->setCurrentIndex(m_combo->findData(m_shown));
    }
    if (chosen == QLatin1String(askSeveral))
        Q_EMIT severalAsked();
    else
        Q_EMIT asked(chosen == QLatin1String(askColour)    ? BaselineKind::Colour
                     : chosen == QLatin1String(askPicture) ? BaselineKind::Picture
                                                           : BaselineKind::Folder);
}

void BaselineField::showBaselines(const ExplainRequest& request) {
    const QSignalBlocker blocker(m_combo);
    m_shown = request.baselines.size() == 1
                  ? QString::fromStdString(toText(request.baselines.front()))
                  : QString::fromLatin1(several);
    // Several are no item to come back to: it says nothing that the list does not.
    if (const int past = m_combo->findData(QLatin1String(several)); past >= 0)
        m_combo->removeItem(past);
    if (m_combo->findData(m_shown) < 0) insertUnnamed(request);
    m_combo->setCurrentIndex(m_combo->findData(m_shown));
}

void BaselineField::insertUnnamed(const ExplainRequest& request) {
    // One at a time, between the names and what asks for another.
    if (m_combo->count() > m_named + m_specials) m_combo->removeItem(m_named);
    m_combo->insertItem(m_named, baselinesLine(request), m_shown);
    QString help = baselinesLine(request);
    if (request.baselines.size() == 1) {
        help = m_shown;
        const QColor colour = baselineColour(request.baselines.front());
        if (colour.isValid()) m_combo->setItemIcon(m_named, swatch(colour));
    }
    m_combo->setItemData(m_named, help, Qt::ToolTipRole);
}

void BaselineField::setUnused(const QString& reason) {
    for (QWidget* input : {static_cast<QWidget*>(m_combo), static_cast<QWidget*>(m_seed),
                           static_cast<QWidget*>(m_count)})
        input->setEnabled(reason.isEmpty());
    m_combo->setToolTip(reason.isEmpty() ? meaning() : reason);
    m_combo->setAccessibleDescription(m_combo->toolTip());
}

void BaselineField::showRequest(const ExplainRequest& request) {
    showBaselines(request);
    const QSignalBlocker seedBlocker(m_seed);
    const QSignalBlocker countBlocker(m_count);
    m_seed->setValue(static_cast<int>(request.seed));
    m_count->setValue(request.baselineCount);
    m_drawing->setVisible(drawsBaselines(request));
}

}  // namespace sigscope::ui
