#include "ui/transport/transport_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/moment_text.h"
#include "ui/transport/path_cursor.h"
#include "ui/transport/transport_buttons.h"

namespace sigscope::ui {

TransportBar::TransportBar(PathCursor& cursor, QWidget* parent)
    : QWidget(parent), m_cursor(cursor), m_buttons(new TransportButtons(cursor, this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid / 2);
    layout->addWidget(m_buttons);
    layout->addSpacing(Theme::grid);
    layout->addStretch();
    m_alpha = new QLabel(this);
    m_alpha->setObjectName(QStringLiteral("alpha"));
    m_alpha->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_alpha->setFocusPolicy(Qt::ClickFocus);
    layout->addWidget(m_alpha);
    layout->addSpacing(Theme::grid);
    addPace();
    connect(&cursor, &PathCursor::alphaChanged, this, &TransportBar::showAlpha);
    showAlpha(cursor.alpha());
}

void TransportBar::addPace() {
    m_paceLabel = new QLabel(tr("pace"), this);
    m_paceLabel->setProperty("role", "muted");
    layout()->addWidget(m_paceLabel);
    m_pace = new QComboBox(this);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setFocusPolicy(Qt::TabFocus);
    m_pace->setAccessibleName(tr("Pace"));
    m_paceLabel->setBuddy(m_pace);
    m_pace->setToolTip(
        tr("How playing spreads its time: by change, half of it as |Δf| and half as "
           "the path's length, so that it is slow where something happens; or "
           "evenly over α"));
    m_pace->addItem(tr("by change"), QVariant::fromValue(static_cast<int>(Pace::Change)));
    m_pace->addItem(tr("by α"), QVariant::fromValue(static_cast<int>(Pace::Alpha)));
    connect(m_pace, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT paceChosen(pace()); });
    layout()->addWidget(m_pace);
}

void TransportBar::setMoments(std::shared_ptr<const MapMoments> moments) {
    m_moments = std::move(moments);
    m_paceLabel->setVisible(!m_moments);
    m_pace->setVisible(!m_moments);
    if (m_moments)
        m_buttons->setHelps({tr("To the first (Home)"), tr("Previous (←)"), tr("Next (→)"),
                             tr("To the last (End)")});
    else
        m_buttons->setHelps(TransportButtons::ofPath());
    showAlpha(m_cursor.alpha());
}

void TransportBar::setShares(std::vector<double> alphas, SideNumbers shares) {
    m_shareAlphas = std::move(alphas);
    m_shares = std::move(shares);
    showAlpha(m_cursor.alpha());
}

Pace TransportBar::pace() const {
    return static_cast<Pace>(m_pace->currentData().toInt());
}

void TransportBar::showAlpha(double alpha) {
    m_alpha->setText(m_moments ? momentText(m_moments->all[momentAt(*m_moments, alpha)])
                               : alphaText(alpha));
}

QString TransportBar::alphaText(double alpha) const {
    const QString text = tr("α %1").arg(fixedText(alpha, 3));
    if (m_shareAlphas.empty()) return text;
    const auto after = std::ranges::upper_bound(m_shareAlphas, alpha) - m_shareAlphas.begin();
    const auto node = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - 1, 0));
    return tr("%1 · %2 %3")
        .arg(text, QString::fromStdString(m_shares.title), percentText(m_shares.values.at(node)));
}

}  // namespace sigscope::ui
