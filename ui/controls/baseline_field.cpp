#include "ui/controls/baseline_field.h"

#include <QComboBox>
#include <QFileInfo>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/controls/labelled_row.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

// What the items that ask further carry; no request can say this.
constexpr const char* askColour = "?colour";
constexpr const char* askPicture = "?picture";

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(2 * Theme::grid, 2 * Theme::grid);
    pixmap.fill(colour);
    return pixmap;
}

}  // namespace

BaselineField::BaselineField(const std::vector<Choice>& named, QWidget* parent)
    : QWidget(parent),
      m_combo(new QComboBox(this)),
      m_seed(new QSpinBox(this)),
      m_named(static_cast<int>(named.size())) {
    m_combo->setObjectName(QStringLiteral("baseline"));
    m_combo->setFocusPolicy(Qt::TabFocus);
    m_combo->setToolTip(tr("x': the picture that the path starts from"));
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const Choice& choice : named) {
        m_combo->addItem(QString::fromStdString(choice.title), QString::fromStdString(choice.name));
        m_combo->setItemData(m_combo->count() - 1, QString::fromStdString(choice.help),
                             Qt::ToolTipRole);
    }
    addSpecial(tr("Colour …"), tr("Every pixel in a colour of your choice"), askColour);
    addSpecial(tr("Picture …"), tr("A picture, resized and cropped as the photograph is"),
               askPicture);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setRange(0, static_cast<int>(largestSeed));
    m_seed->setKeyboardTracking(false);
    m_seed->setFocusPolicy(Qt::TabFocus);
    m_seed->setToolTip(tr("The same seed gives the same noise"));
    m_seedRow = new LabelledRow(tr("seed"), m_seed, this);
    m_seedRow->setVisible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(new LabelledRow(tr("from"), m_combo, this));
    layout->addWidget(m_seedRow);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &BaselineField::choose);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) { Q_EMIT seedChosen(seed); });
}

void BaselineField::addSpecial(const QString& title, const QString& help, const char* asked) {
    m_combo->addItem(title, QLatin1String(asked));
    m_combo->setItemData(m_combo->count() - 1, help, Qt::ToolTipRole);
}

void BaselineField::choose() {
    const QString chosen = m_combo->currentData().toString();
    if (chosen == QLatin1String(askColour) || chosen == QLatin1String(askPicture)) {
        showBaseline(m_shown);
        if (chosen == QLatin1String(askColour))
            Q_EMIT colourAsked();
        else
            Q_EMIT pictureAsked();
    } else if (chosen != m_shown) {
        m_shown = chosen;
        Q_EMIT baselineChosen(chosen.toStdString());
    }
}

void BaselineField::showBaseline(const QString& baseline) {
    const QSignalBlocker blocker(m_combo);
    m_shown = baseline;
    if (m_combo->findData(baseline) < 0) {
        // One colour or picture at a time, between the names and what asks for another.
        constexpr int specials = 2;
        if (m_combo->count() > m_named + specials) m_combo->removeItem(m_named);
        const QColor colour(baseline);
        if (baseline.startsWith(u'#') && colour.isValid())
            m_combo->insertItem(m_named, swatch(colour), baseline, baseline);
        else
            m_combo->insertItem(m_named, QFileInfo(baseline).fileName(), baseline);
        m_combo->setItemData(m_named, baseline, Qt::ToolTipRole);
    }
    m_combo->setCurrentIndex(m_combo->findData(baseline));
}

void BaselineField::showRequest(const ExplainRequest& request) {
    showBaseline(QString::fromStdString(request.baseline));
    const QSignalBlocker blocker(m_seed);
    m_seed->setValue(static_cast<int>(request.seed));
    m_seedRow->setVisible(request.baseline == noiseBaseline);
}

}  // namespace sigscope::ui
