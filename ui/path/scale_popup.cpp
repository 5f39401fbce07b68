#include "ui/path/scale_popup.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <utility>

#include "ui/controls/labelled_row.h"
#include "ui/controls/limit_field.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int popupWidth = 40 * Theme::grid;
constexpr double lowestPercentile = 50;  ///< Below, more than half of the map would be clipped.
constexpr double mostSmoothing = 32;     ///< px
constexpr const char* percentSuffix = " %";

}  // namespace

ScalePopup::ScalePopup(const MapDisplay& display, std::optional<double> MapDisplay::*limit,
                       double shown, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_display(display), m_limit(limit) {
    setObjectName(QStringLiteral("scalePopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(popupWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    addLimit(*layout, shown);
    const bool isMap = limit != &MapDisplay::spectrumLimit;
    if (isMap) {
        addPercentile(*layout);
        const bool isSigned = display.reduction == Reduction::Signed;
        auto* maps = addSwitch(
            *layout, tr("Maps"),
            {tr("Signed"), tr("Sum over the channels; blue, white, red"), "signed"},
            {tr("Absolute"), tr("Sum of |A| over the channels"), "absolute"}, isSigned ? 0 : 1);
        connect(maps, &QButtonGroup::idClicked, this, [this](int id) {
            m_display.reduction = id == 0 ? Reduction::Signed : Reduction::Absolute;
            enableColours();
            announce();
        });
        addView(*layout);
        m_smoothing = addNumber(*layout,
                                {tr("Smoothing"),
                                 tr("σ of a Gaussian over the map, in pixels; the map "
                                    "says so while it is not 0"),
                                 "smoothing"},
                                {0, mostSmoothing, 0.5, tr(" px")}, display.smoothing);
        connect(m_smoothing, &QDoubleSpinBox::valueChanged, this, [this](double sigma) {
            m_display.smoothing = sigma;
            announce();
        });
    }
    m_colours = addSwitch(
        *layout, tr("Colours"),
        {tr("Magma"), tr("From black over red to pale yellow; of absolute maps and the spectrum"),
         "magma"},
        {tr("Viridis"), tr("From violet over green to yellow; of absolute maps and the spectrum"),
         "viridis"},
        display.magnitudeColours == ColourMap::Magma ? 0 : 1);
    enableColours();
    connect(m_colours, &QButtonGroup::idClicked, this, [this](int id) {
        m_display.magnitudeColours = id == 0 ? ColourMap::Magma : ColourMap::Viridis;
        announce();
    });
}

void ScalePopup::addLimit(QVBoxLayout& layout, double shown) {
    m_field = new LimitField(shown, tr("The limit follows from the path again"), this);
    layout.addWidget(new LabelledRow(tr("Limit"), m_field, this));
    connect(m_field, &LimitField::limitChanged, this, [this](std::optional<double> limit) {
        m_display.*m_limit = limit;
        announce();
    });
}

QDoubleSpinBox* ScalePopup::addNumber(QVBoxLayout& layout, const Option& option, const Range& range,
                                      double value) {
    auto* field = new QDoubleSpinBox(this);
    field->setObjectName(QLatin1String(option.name));
    field->setRange(range.low, range.high);
    field->setDecimals(1);
    field->setSingleStep(range.step);
    field->setSuffix(range.suffix);
    field->setKeyboardTracking(false);
    field->setValue(value);
    field->setToolTip(option.help);
    layout.addWidget(new LabelledRow(option.title, field, this));
    return field;
}

void ScalePopup::addView(QVBoxLayout& layout) {
    auto* view = new QComboBox(this);
    view->setObjectName(QStringLiteral("view"));
    view->setToolTip(tr("What the maps are drawn as"));
    const std::pair<MapView, QString> views[] = {
        {MapView::Plain, tr("colours")},
        {MapView::OverPhotograph, tr("over the photograph")},
        {MapView::Mask, tr("mask of the top share")},
        {MapView::Contour, tr("outline of the top share")}};
    for (const auto& [kind, title] : views) view->addItem(title, static_cast<int>(kind));
    view->setCurrentIndex(view->findData(static_cast<int>(m_display.view)));
    layout.addWidget(new LabelledRow(tr("View"), view, this));
    m_opacity = addNumber(
        layout,
        {tr("Opacity"), tr("Of the colours over the photograph, at the scale's limit"), "opacity"},
        {0, 100, 5, percentSuffix}, 100 * m_display.opacity);
    m_topShare = addNumber(
        layout,
        {tr("Top share"), tr("How many of the pixels, those of the largest |A|"), "topShare"},
        {100 * leastTopShare, 100, 5, percentSuffix}, 100 * m_display.topShare);
    enableView();
    connect(view, &QComboBox::currentIndexChanged, this, [this, view] {
        m_display.view = static_cast<MapView>(view->currentData().toInt());
        enableView();
        announce();
    });
    connect(m_opacity, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_display.opacity = value / 100;
        announce();
    });
    connect(m_topShare, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_display.topShare = value / 100;
        announce();
    });
}

void ScalePopup::enableView() {
    m_opacity->setEnabled(m_display.view == MapView::OverPhotograph);
    m_topShare->setEnabled(m_display.view == MapView::Mask || m_display.view == MapView::Contour);
}

void ScalePopup::addPercentile(QVBoxLayout& layout) {
    m_percentile = addNumber(
        layout,
        {tr("Percentile"),
         tr("An automatic limit leaves this share of the map's magnitudes below it"), "percentile"},
        {lowestPercentile, 100, 0.5, percentSuffix}, m_display.percentile);
    connect(m_percentile, &QDoubleSpinBox::valueChanged, this, [this](double percentile) {
        m_display.percentile = percentile;
        m_field->setAutomatic();
    });
}

QButtonGroup* ScalePopup::addSwitch(QVBoxLayout& layout, const QString& label, const Option& first,
                                    const Option& second, int chosen) {
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid / 2);
    auto* group = new QButtonGroup(both);
    for (const Option& option : {first, second}) {
        auto* button = new QToolButton(both);
        button->setText(option.title);
        button->setToolTip(option.help);
        button->setObjectName(QLatin1String(option.name));
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const auto id = static_cast<int>(group->buttons().size());
        button->setChecked(id == chosen);
        group->addButton(button, id);
        row->addWidget(button);
    }
    layout.addWidget(new LabelledRow(label, both, this));
    return group;
}

void ScalePopup::enableColours() {
    const bool diverging =
        m_limit != &MapDisplay::spectrumLimit && m_display.reduction == Reduction::Signed;
    for (QAbstractButton* button : m_colours->buttons()) button->setEnabled(!diverging);
}

void ScalePopup::announce() {
    Q_EMIT displayChanged(m_display);
}

void ScalePopup::showUnder(QWidget& bar) {
    adjustSize();
    // Flush with the bar's left end, or with its right one where it would leave the window.
    QPoint corner = bar.mapToGlobal(QPoint(0, bar.height()));
    if (corner.x() + width() > bar.window()->geometry().right())
        corner.rx() += bar.width() - width();
    move(corner);
    show();
    m_field->beginTyping();
}

}  // namespace sigscope::ui
