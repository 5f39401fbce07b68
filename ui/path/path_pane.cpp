#include "ui/path/path_pane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int innerGap = Theme::grid / 2;

QLabel* valueLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setFont(smallFont());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::ClickFocus);
    // Long values must not widen the pane: all four stay equal.
    label->setMinimumWidth(1);
    return label;
}

}  // namespace

PathPane::PathPane(const QString& title, const QString& help, Scale scale,
                   const ViewTransform& transform, QWidget* parent)
    : QWidget(parent),
      m_scale(scale),
      m_title(new QLabel(title, this)),
      m_picture(new PicturePane(transform, this)),
      m_value(valueLabel(this)),
      m_beyond(valueLabel(this)),
      m_bar(new ColourBar(this)) {
    m_title->setToolTip(help);
    m_title->setMinimumWidth(1);
    // In smaller type it takes no less height: the four pictures stay aligned.
    m_title->setFixedHeight(m_title->sizeHint().height());
    m_picture->setAccessibleName(title);
    m_picture->setAccessibleDescription(help);
    m_bar->setAccessibleName(tr("Colour scale of %1").arg(title));
    m_value->setAccessibleDescription(tr("Value of %1").arg(title));
    connect(m_bar, &ColourBar::activated, this, &PathPane::scaleAsked);
    m_beyond->setProperty("role", "muted");
    m_beyond->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_beyond->setToolTip(tr("Share of the values outside the colour scale"));

    auto* values = new QHBoxLayout;
    values->setSpacing(innerGap);
    values->addWidget(m_value);
    values->addStretch();
    values->addWidget(m_beyond);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(innerGap);
    m_heading = new QHBoxLayout;
    m_heading->setSpacing(innerGap);
    m_heading->addWidget(m_title, 1);
    layout->addLayout(m_heading);
    layout->addWidget(m_picture, 1);
    if (scale == Scale::None) {
        m_beyond->setVisible(false);
        // The bar stays empty: it keeps the picture as high as the others.
        layout->addLayout(values);
        layout->addWidget(m_bar);
    } else {
        layout->addWidget(m_bar);
        layout->addLayout(values);
    }
}

void PathPane::setCorner(QWidget* corner) {
    corner->setFixedHeight(m_title->minimumHeight());
    m_heading->addWidget(corner);
}

void PathPane::addCorner(QAbstractButton& button, const QString& glyph) {
    button.setAccessibleName(button.text());
    m_corners.push_back({&button, button.text(), glyph});
    setCorner(&button);
}

void PathPane::fitHeading() {
    m_title->setFont(bodyFont());
    const auto fitsWith = [this](QString Corner::*text) {
        int needed = m_title->sizeHint().width();
        for (const Corner& corner : m_corners) {
            corner.button->setText(corner.*text);
            needed += innerGap + corner.button->sizeHint().width();
        }
        return needed <= width();
    };
    if (!fitsWith(&Corner::words) && !fitsWith(&Corner::glyph)) m_title->setFont(smallFont());
}

int PathPane::frameHeight() const {
    return m_title->minimumHeight() + QFontMetrics(smallFont()).height() +
           m_bar->sizeHint().height() + 3 * innerGap;
}

void PathPane::setScale(ColourMap colours, double limit) {
    if (m_scale == Scale::None) return;
    m_bar->setScale(colours, isDiverging(colours) ? -limit : 0, limit);
}

void PathPane::setValue(const QStringList& forms, double beyond) {
    m_forms = forms;
    const bool bothSides = isDiverging(m_bar->map());
    m_shareBeyond = beyond > 0 ? percentText(beyond) : QString();
    m_wholeBeyond =
        beyond > 0 ? (bothSides ? tr("%1 beyond") : tr("%1 above")).arg(m_shareBeyond) : QString();
    fitValue();
}

void PathPane::fitValue() {
    const QFontMetrics metrics(m_value->font());
    const auto roomBeside = [&](const QString& beyond) {
        return width() - metrics.horizontalAdvance(beyond) - 2 * innerGap;
    };
    const QStringList forms = m_forms.isEmpty() ? QStringList{QString()} : m_forms;
    for (const QString& beyond : {m_wholeBeyond, m_shareBeyond})
        for (const QString& form : forms)
            if (metrics.horizontalAdvance(form) <= roomBeside(beyond)) {
                m_beyond->setText(beyond);
                return m_value->setText(form);
            }
    m_beyond->setText(m_shareBeyond);
    m_value->setText(metrics.elidedText(forms.back(), Qt::ElideRight, roomBeside(m_shareBeyond)));
}

void PathPane::resizeEvent(QResizeEvent*) {
    fitHeading();
    fitValue();
}

void PathPane::clear(const QString& placeholder) {
    dim();
    m_picture->setImage({});
    m_picture->setGhost({}, QPainter::CompositionMode_Multiply);
    m_picture->setTag({});
    m_picture->setPlaceholder(placeholder);
}

void PathPane::dim() {
    m_picture->setDimmed();
    m_picture->setCrosshair({});
    m_bar->setScale(m_bar->map(), 0, 0);
    setValue({});
}

}  // namespace sigscope::ui
