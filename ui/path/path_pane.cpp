#include "ui/path/path_pane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int gap = Theme::grid / 2;

ColourMap colourMapOf(PathPane::Scale scale) {
    return scale == PathPane::Scale::Signed ? ColourMap::BlueWhiteRed : ColourMap::Magma;
}

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
      m_bar(new ColourBar(colourMapOf(scale), this)) {
    m_title->setToolTip(help);
    m_picture->setAccessibleName(title);
    m_beyond->setProperty("role", "muted");
    m_beyond->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_beyond->setToolTip(tr("Share of the values outside the colour scale"));

    auto* values = new QHBoxLayout;
    values->setSpacing(gap);
    values->addWidget(m_value);
    values->addStretch();
    values->addWidget(m_beyond);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    layout->addWidget(m_title);
    layout->addWidget(m_picture, 1);
    if (scale == Scale::None) {
        // The bar stays empty: it keeps the picture as high as the others.
        layout->addLayout(values);
        layout->addWidget(m_bar);
    } else {
        layout->addWidget(m_bar);
        layout->addLayout(values);
    }
}

int PathPane::frameHeight() const {
    return m_title->sizeHint().height() + QFontMetrics(smallFont()).height() +
           m_bar->sizeHint().height() + 3 * gap;
}

void PathPane::setLimit(double limit) {
    if (m_scale != Scale::None) m_bar->setRange(m_scale == Scale::Signed ? -limit : 0, limit);
}

void PathPane::setValue(const QString& value, double beyond) {
    m_value->setText(value);
    m_beyond->setText(beyond > 0 ? tr("%1 beyond scale").arg(percentText(beyond)) : QString());
}

void PathPane::clear(const QString& placeholder) {
    m_picture->setImage({});
    m_picture->setPlaceholder(placeholder);
    m_picture->setCrosshair({});
    setLimit(0);
    setValue({});
}

}  // namespace sigscope::ui
