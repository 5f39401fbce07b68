#include "ui/compare/pair_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <tuple>
#include <utility>

#include "ui/compare/pair_canvas.h"
#include "ui/path/colour_bar.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

PairView::PairView(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_modes(new QButtonGroup(this)),
      m_canvas(new PairCanvas(this)),
      m_bar(new ColourBar(this)) {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid);
    m_title->setTextFormat(Qt::PlainText);
    // Long names give way; the buttons stay.
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_title, 1);
    for (const auto& [mode, text, help] :
         {std::tuple(Mode::Wipe, tr("Wipe"), tr("Drag the line between the maps (W)")),
          std::tuple(Mode::Difference, tr("Difference"), tr("The first less the second (D)"))}) {
        auto* button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(help);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setFocusPolicy(Qt::TabFocus);
        m_modes->addButton(button, static_cast<int>(mode));
        row->addWidget(button);
    }
    auto* close = new QPushButton(tr("All cards"), this);
    close->setObjectName(QStringLiteral("compareCards"));
    close->setToolTip(tr("Back to the cards (W or D once more)"));
    close->setFocusPolicy(Qt::TabFocus);
    row->addWidget(close);
    m_bar->setObjectName(QStringLiteral("differenceBar"));
    m_bar->setAccessibleName(tr("Scale of the difference"));
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->setToolTip({});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    column->addLayout(row);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_bar);
    connect(m_modes, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT modeChosen(static_cast<Mode>(id)); });
    connect(close, &QPushButton::clicked, this, &PairView::closeAsked);
    setMode(Mode::Wipe);
}

void PairView::showTitle() {
    QString text = m_mode == Mode::Wipe ? tr("%1 | %2") : tr("%1 − %2");
    if (m_alone) text = *m_alone == Side::First ? QStringLiteral("%1") : QStringLiteral("%2");
    text.replace(QStringLiteral("%1"), m_first.title);
    text.replace(QStringLiteral("%2"), m_second.title);
    m_title->setText(text);
    m_title->setToolTip(text);
}

void PairView::showPictures() {
    showTitle();
    if (m_alone)
        m_canvas->setPictures(*m_alone == Side::First ? m_first.image : m_second.image, {});
    else if (m_mode == Mode::Wipe)
        m_canvas->setPictures(m_first.image, m_second.image);
    else
        m_canvas->setPictures(m_difference, {});
}

void PairView::setMaps(PairedMap first, PairedMap second) {
    m_first = std::move(first);
    m_second = std::move(second);
    showPictures();
}

void PairView::setDifference(QImage difference, const MapScale& scale) {
    m_difference = std::move(difference);
    m_bar->setScale(scale.colours, scale.low, scale.high);
    showPictures();
}

void PairView::setMode(Mode mode) {
    m_mode = mode;
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    m_bar->setVisible(mode == Mode::Difference);
    showPictures();
}

void PairView::setAlone(std::optional<Side> side) {
    m_alone = side;
    showPictures();
}

double PairView::divider() const {
    return m_canvas->divider();
}

QImage PairView::shown() const {
    return m_canvas->composed();
}

QWidget& PairView::canvas() {
    return *m_canvas;
}

}  // namespace sigscope::ui
