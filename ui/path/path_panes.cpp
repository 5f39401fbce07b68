#include "ui/path/path_panes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/path/path_pane.h"
#include "ui/path/pixel_text.h"
#include "ui/path/scale_popup.h"
#include "ui/path/so_far_switch.h"
#include "ui/render/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int paneGap = 2 * Theme::grid;

QString pointTitle() {
    return PathPanes::tr("x(α)");
}

/// What there is without a path: the picture and the map.
constexpr std::array stillPanes{0, 3};

}  // namespace

PathPanes::PathPanes(QWidget* parent) : QWidget(parent), m_switch(new SoFarSwitch(this)) {
    using Scale = PathPane::Scale;
    m_panes = {
        new PathPane(pointTitle(), tr("The point γ(α) of the path, as a picture"), Scale::None,
                     m_transform, this),
        new PathPane(tr("Spectrum"),
                     tr("log(1 + |F|) of γ(α) − x', mean of the channels; low frequencies in the "
                        "middle. One scale along the path."),
                     Scale::Map, m_transform, this),
        new PathPane(tr("This step"),
                     tr("What the interval around α contributes, summed over the channels. One "
                        "scale along the path, by the step that changes ΣA most."),
                     Scale::Map, m_transform, this),
        new PathPane(tr("So far"),
                     tr("Attribution from the path's start to α, summed over the channels. One "
                        "scale along the path, by the whole map."),
                     Scale::Map, m_transform, this)};
    for (PathPane* pane : m_panes) connectPane(*pane);
    const auto onScale = [this](int pane, std::optional<double> MapDisplay::*limit) {
        connect(m_panes[pane], &PathPane::scaleAsked, this,
                [this, pane, limit] { askScale(*m_panes[pane], limit); });
    };
    m_panes.back()->setCorner(m_switch);
    connect(m_switch, &SoFarSwitch::chosen, this, &PathPanes::chooseMap);
    onScale(1, &MapDisplay::spectrumLimit);
    onScale(2, &MapDisplay::stepLimit);
    onScale(3, &MapDisplay::mapLimit);
    clear({});
}

PathPanes::~PathPanes() = default;

void PathPanes::connectPane(PathPane& pane) {
    connect(&pane.picture(), &PicturePane::zoomed, this, [this](QPointF position, double factor) {
        m_transform.zoomAt(position, factor);
        transformChanged();
        hover(position);
    });
    connect(&pane.picture(), &PicturePane::panned, this, [this](QPointF delta) {
        m_transform.panBy(delta);
        transformChanged();
    });
    connect(&pane.picture(), &PicturePane::hovered, this, &PathPanes::hover);
    connect(&pane.picture(), &PicturePane::left, this, [this] { setCrosshair({}); });
}

void PathPanes::askScale(PathPane& pane, std::optional<double> MapDisplay::*limit) {
    if (!m_frame) return;
    auto* popup = new ScalePopup(m_frame->display, limit, pane.bar().high(), this);
    connect(popup, &ScalePopup::displayChanged, this, &PathPanes::displayChosen);
    popup->showUnder(pane.bar());
}

void PathPanes::chooseMap(SoFar map) {
    if (!m_frame) return;
    MapDisplay display = m_frame->display;
    display.soFar = map;
    Q_EMIT displayChosen(display);
}

void PathPanes::setOrigin(const QString& origin) {
    if (m_traits.hasPath())
        m_panes.front()->setTitle(origin.isEmpty() ? pointTitle() : tr("x(α) %1").arg(origin));
}

void PathPanes::setTraits(const MethodTraits& traits) {
    m_traits = traits;
    for (PathPane* pane : m_panes) pane->hide();
    for (PathPane* pane : visiblePanes()) pane->show();
    m_panes.front()->setTitle(traits.hasPath() ? pointTitle() : tr("The picture"));
    m_panes.back()->setTitle(traits.hasPath() ? tr("So far") : tr("Map"));
    if (m_frame) showValues();
    arrange();
}

std::vector<PathPane*> PathPanes::visiblePanes() const {
    if (m_traits.hasPath()) return {m_panes.begin(), m_panes.end()};
    std::vector<PathPane*> panes;
    for (const int index : stillPanes) panes.push_back(m_panes[index]);
    return panes;
}

void PathPanes::offerMaps(const std::vector<SoFar>& choices, SoFar shown) {
    m_switch->offer(choices, shown);
    // A map over the baselines belongs to no α.
    if (m_traits.hasPath())
        m_panes.back()->setTitle(shown == SoFar::Path ? tr("So far") : tr("Result"));
}

void PathPanes::setRelativeSpread(std::optional<double> share) {
    m_relativeSpread = share;
}

void PathPanes::clear(const QString& placeholder) {
    forgetFrame();
    for (PathPane* pane : m_panes) pane->clear({});
    setPlaceholder(placeholder);
}

void PathPanes::dim() {
    forgetFrame();
    for (PathPane* pane : m_panes) pane->dim();
}

void PathPanes::setPlaceholder(const QString& text) {
    if (!m_frame) m_panes.front()->picture().setPlaceholder(text);
}

void PathPanes::markMap(const QString& text) {
    m_panes.back()->picture().setMark(text);
}

void PathPanes::forgetFrame() {
    markMap({});
    m_frame.reset();
    m_expectedSum.reset();
    setCrosshair({});
}

void PathPanes::show(std::shared_ptr<const PathFrame> frame) {
    const QSize before = pictureSize();
    m_frame = std::move(frame);
    const QImage* images[] = {&m_frame->point, &m_frame->spectrum, &m_frame->step,
                              &m_frame->accumulated};
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        m_panes[i]->picture().setPlaceholder({});
        m_panes[i]->picture().setImage(*images[i]);
    }
    m_transform.setPicture(m_frame->accumulated.size());
    if (pictureSize() != before) {
        Q_EMIT proportionsChanged();
        arrange();
    }
    const MapDisplay& display = m_frame->display;
    m_panes[1]->setScale(display.magnitudeColours,
                         m_frame->spectrum.isNull() ? 0 : m_frame->scales.spectrum);
    m_panes[2]->setScale(display.mapColours(), m_frame->step.isNull() ? 0 : m_frame->scales.step);
    m_panes[3]->setScale(display.soFarColours(), m_frame->scales.map);
    showValues();
    describePixel();
}

void PathPanes::setExpectedSum(std::optional<double> expected) {
    m_expectedSum = expected;
    if (m_frame) showValues();
}

void PathPanes::showValues() {
    const Frame& frame = m_frame->frame;
    const QString alpha = tr("α %1").arg(fixedText(frame.alpha, 3));
    const QString f = tr("f %1").arg(numberText(frame.f, 3));
    if (m_traits.hasPath())
        m_panes[0]->setValue(alpha + QStringLiteral("   ") + f, alpha);
    else
        m_panes[0]->setValue(std::isfinite(frame.f) ? f : QString());
    if (m_frame->spectrum.isNull())
        m_panes[1]->setValue({});
    else
        m_panes[1]->setValue(tr("0 … Nyquist"), {}, m_frame->spectrumBeyond);
    const QString step = m_frame->step.isNull() ? QString() : signedText(frame.stepSum);
    m_panes[2]->setValue(step, {}, m_frame->stepBeyond);
    showSoFar();
}

void PathPanes::showSoFar() {
    if (m_frame->display.soFar == SoFar::Spread) {
        const QString spread =
            m_relativeSpread ? tr("%1 of the mean").arg(percentText(*m_relativeSpread)) : QString();
        m_panes[3]->setValue(spread, {}, m_frame->mapBeyond);
        return;
    }
    if (!m_traits.isComplete()) return m_panes[3]->setValue({}, {}, m_frame->mapBeyond);
    const QString sum = tr("ΣA %1").arg(numberText(m_frame->frame.accumulatedSum));
    m_panes[3]->setValue(m_expectedSum ? sum + tr(" of %1").arg(numberText(*m_expectedSum)) : sum,
                         sum, m_frame->mapBeyond);
}

void PathPanes::fit() {
    m_transform.fit();
    transformChanged();
}

void PathPanes::showActualSize() {
    m_transform.showActualSize(devicePixelRatioF());
    transformChanged();
}

void PathPanes::zoomBy(double factor) {
    m_transform.zoomAt(m_panes[0]->picture().rect().center(), factor);
    transformChanged();
}

QImage PathPanes::accumulatedImage() const {
    return m_frame ? m_frame->accumulated : QImage();
}

void PathPanes::transformChanged() {
    for (PathPane* pane : m_panes) pane->picture().update();
}

void PathPanes::hover(QPointF position) {
    const QPointF point = m_transform.toPicture(position);
    const QPoint pixel(static_cast<int>(std::floor(point.x())),
                       static_cast<int>(std::floor(point.y())));
    const bool inside = m_frame && QRect(QPoint(0, 0), pictureSize()).contains(pixel);
    setCrosshair(inside ? std::optional(pixel) : std::nullopt);
}

void PathPanes::setCrosshair(std::optional<QPoint> pixel) {
    m_crosshair = pixel;
    for (PathPane* pane : m_panes) pane->picture().setCrosshair(pixel);
    describePixel();
}

void PathPanes::describePixel() {
    Q_EMIT pixelDescribed(m_frame && m_crosshair ? pixelText(*m_frame, *m_crosshair) : QString());
}

QSize PathPanes::pictureSize() const {
    return m_frame ? m_frame->accumulated.size() : QSize();
}

double PathPanes::heightPerWidth() const {
    const QSize size = pictureSize();
    return size.isEmpty() ? 1.0 : static_cast<double>(size.height()) / size.width();
}

int PathPanes::heightForWidth(int width) const {
    const auto count = static_cast<int>(visiblePanes().size());
    return m_panes[0]->frameHeight() +
           static_cast<int>((width - (count - 1) * paneGap) / count * heightPerWidth());
}

void PathPanes::resizeEvent(QResizeEvent*) {
    arrange();
}

void PathPanes::arrange() {
    const int frame = m_panes[0]->frameHeight();
    const std::vector<PathPane*> panes = visiblePanes();
    const auto count = static_cast<int>(panes.size());
    const int byWidth = (width() - (count - 1) * paneGap) / count;
    const int byHeight = static_cast<int>((height() - frame) / heightPerWidth());
    const int side = std::max(1, std::min(byWidth, byHeight));
    const int pictureHeight = static_cast<int>(side * heightPerWidth());
    int x = (width() - count * side - (count - 1) * paneGap) / 2;
    for (PathPane* pane : panes) {
        pane->setGeometry(x, 0, side, frame + pictureHeight);
        x += side + paneGap;
    }
    m_transform.setView(QSizeF(side, pictureHeight));
    transformChanged();
}

}  // namespace sigscope::ui
