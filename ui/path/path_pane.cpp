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
    corner->setFixedHeight(m_title->sizeHint().height());
    m_heading->addWidget(corner);
}

void PathPane::addCorner(QAbstractButton& button, const QString& glyph) {
    button.setAccessibleName(button.text());
    m_corners.push_back({&button, button.text(), glyph});
    setCorner(&button);
}

void PathPane::fitHeading() {
    int needed = m_title->sizeHint().width();
    for (const Corner& corner : m_corners) {
        corner.button->setText(corner.words);
        needed += innerGap + corner.button->sizeHint().width();
    }
    if (needed <= width()) return;
    for (const Corner& corner : m_corners) corner.button->setText(corner.glyph);
}

int PathPane::frameHeight() const {
    return m_title->sizeHint().height() + QFontMetrics(smallFont()).height() +
           m_bar->sizeHint().height() + 3 * innerGap;
}

void PathPane::setScale(ColourMap colours, double limit) {
    if (m_scale == Scale::None) return;
    m_bar->setScale(colours, isDiverging(colours) ? -limit : 0, limit);
}

void PathPane::setValue(const QString& value, const QString& shortValue, double beyond) {
    m_longValue = value;
    m_shortValue = shortValue.isEmpty() ? value : shortValue;
    const bool bothSides = isDiverging(m_bar->map());
    m_beyond->setText(
        beyond <= 0 ? QString()
                    : (bothSides ? tr("%1 beyond") : tr("%1 above")).arg(percentText(beyond)));
    fitValue();
}

void PathPane::fitValue() {
    const QFontMetrics metrics(m_value->font());
    const int room = width() - metrics.horizontalAdvance(m_beyond->text()) - 2 * innerGap;
    const bool fits = metrics.horizontalAdvance(m_longValue) <= room;
    m_value->setText(fits ? m_longValue : m_shortValue);
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
