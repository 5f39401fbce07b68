#include "ui/path/path_panes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/path/display_controls.h"
#include "ui/path/pane_values.h"
#include "ui/path/path_pane.h"
#include "ui/path/region_name_field.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int paneGap = 2 * Theme::grid;

QString pointTitle() {
    return PathPanes::tr("The picture");
}

/// What lies on the zero of a map shows a ghost by becoming darker or lighter.
QPainter::CompositionMode ghostMode(ColourMap colours) {
    return colours == ColourMap::BlueWhiteRed ? QPainter::CompositionMode_Multiply
                                              : QPainter::CompositionMode_Screen;
}

/// What there is without a path: the picture and the map.
constexpr std::array stillPanes{0, 3};

QPoint pixelAt(QPointF point) {
    return {static_cast<int>(std::floor(point.x())), static_cast<int>(std::floor(point.y()))};
}

}  // namespace

PathPanes::PathPanes(QWidget* parent) : QWidget(parent) {
    using Scale = PathPane::Scale;
    m_panes = {
        new PathPane(
            pointTitle(),
            tr("x(α), the point of the path at α, as a picture. Shift+drag here or on a "
               "map frames a "
               "region: what the map has there is told at every α, and f with the "
               "baseline in its place; Shift+click takes it away, F2 or a double "
               "click on its name gives it another one. By keys: Alt and arrows point, with "
               "Shift they frame a region, Enter pins or ends it."),
            Scale::None, m_transform, this),
        new PathPane(tr("Its spectrum"),
                     tr("log(1 + |F|) of x(α) − x', mean of the channels; low frequencies in the "
                        "middle. One scale along the path; a zoom of its own."),
                     Scale::Map, m_spectrumTransform, this),
        new PathPane(tr("Added here"),
                     tr("dA/dα: what is added to the map around α, per unit of α, summed over the "
                        "channels; the mean over the step that is named below. One scale along the "
                        "path, by the step over which ΣA changes "
                        "fastest."),
                     Scale::Map, m_transform, this),
        new PathPane(tr("Map so far"),
                     tr("Attribution from the path's start to α, summed over the channels. One "
                        "scale along the path, by the whole map."),
                     Scale::Map, m_transform, this)};
    for (PathPane* pane : m_panes)
        connectPane(*pane, pane == m_panes[1] ? m_spectrumTransform : m_transform);
    m_controls = new DisplayControls(*m_panes[1], *m_panes[2], *m_panes[3], this);
    connect(m_controls, &DisplayControls::displayChosen, this, &PathPanes::displayChosen);
    clear({});
}

PathPanes::~PathPanes() = default;

void PathPanes::connectPane(PathPane& pane, ViewTransform& transform) {
    connect(&pane.picture(), &PicturePane::zoomed, this,
            [this, &transform](QPointF position, double factor) {
                transform.zoomAt(position, factor);
                transformChanged();
                hover(transform, position);
            });
    connect(&pane.picture(), &PicturePane::panned, this, [this, &transform](QPointF delta) {
        transform.panBy(delta);
        transformChanged();
    });
    connect(&pane.picture(), &PicturePane::hovered, this,
            [this, &transform](QPointF position) { hover(transform, position); });
    connect(&pane.picture(), &PicturePane::clicked, this,
            [this, &transform](QPointF position) { pin(transform, position); });
    connect(&pane.picture(), &PicturePane::left, this, [this] {
        m_crosshair.leave();
        showCrosshair();
    });
    connect(&pane.picture(), &PicturePane::stepped, this,
            [this, &transform](QPoint by) { step(transform, by); });
    connect(&pane.picture(), &PicturePane::entered, this, &PathPanes::enter);
    if (&transform == &m_spectrumTransform) return;
    connect(&pane.picture(), &PicturePane::spanned, this, &PathPanes::span);
    connect(&pane.picture(), &PicturePane::regionDrawn, this, &PathPanes::drawRegion);
    connect(&pane.picture(), &PicturePane::regionFinished, this, &PathPanes::finishRegion);
    connect(&pane.picture(), &PicturePane::regionClicked, this,
            [this](QPointF position) { clickRegion(pixelAt(m_transform.toPicture(position))); });
    connect(
        &pane.picture(), &PicturePane::nameDoubleClicked, this,
        [this, &pane](std::size_t region) { askName(pane, m_regions.all().at(region).region); });
}

void PathPanes::setOrigin(const QString& origin) {
    if (m_traits.hasPath())
        m_panes.front()->setTitle(origin.isEmpty() ? pointTitle()
                                                   : tr("The picture %1").arg(origin));
}

void PathPanes::setTraits(const MethodTraits& traits) {
    m_traits = traits;
    for (PathPane* pane : m_panes) pane->hide();
    for (PathPane* pane : visiblePanes()) pane->show();
    m_panes.front()->setTitle(pointTitle());
    m_panes.back()->setTitle(traits.hasPath() ? tr("Map so far") : tr("Map"));
    if (m_frame) showValues();
    arrange();
}

std::vector<PathPane*> PathPanes::visiblePanes() const {
    if (m_traits.hasPath()) return {m_panes.begin(), m_panes.end()};
    std::vector<PathPane*> panes;
    panes.reserve(std::size(stillPanes));
    for (const int index : stillPanes) panes.push_back(m_panes[index]);
    return panes;
}

void PathPanes::offerMaps(const std::vector<SoFar>& choices, SoFar shown) {
    m_controls->offerMaps(choices, shown);
    // A map over the baselines belongs to no α.
    if (m_traits.hasPath())
        m_panes.back()->setTitle(shown == SoFar::Path ? tr("Map so far") : tr("Result"));
}

void PathPanes::setGrowth(MapGrowth growth) {
    m_controls->setGrowth(growth);
}

void PathPanes::setRelativeSpread(std::optional<double> share) {
    m_map.relativeSpread = share;
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
    m_map.expectedSum.reset();
    m_controls->forget();
    m_crosshair.reset();
    m_regionCorner.reset();
    showCrosshair();
}

void PathPanes::show(std::shared_ptr<const PathFrame> frame) {
    const QSize before = pictureSize();
    m_frame = std::move(frame);
    const QImage* images[] = {&m_frame->point, &m_frame->spectrum, &m_frame->step,
                              &m_frame->accumulated};
    const QString absence = m_absence.isEmpty() ? tr("This method has no path") : m_absence;
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        m_panes[i]->picture().setPlaceholder(absence);
        m_panes[i]->picture().setImage(*images[i]);
    }
    m_panes[3]->picture().setGhost(m_frame->ghost, ghostMode(m_frame->display.soFarColours()));
    m_transform.setPicture(m_frame->accumulated.size());
    m_spectrumTransform.setPicture(m_frame->spectrum.size());
    if (pictureSize() != before) {
        Q_EMIT proportionsChanged();
        arrange();
    }
    const MapDisplay& display = m_frame->display;
    m_panes[1]->setScale(display.magnitudeColours,
                         m_frame->spectrum.isNull() ? 0 : m_frame->scales.spectrum);
    m_panes[2]->setScale(display.mapColours(), m_frame->step.isNull() ? 0 : m_frame->scales.step);
    m_panes[3]->setScale(display.soFarColours(), m_frame->scales.map);
    m_controls->show(*m_frame);
    showTags();
    showValues();
    describePointed();
}

void PathPanes::showTags() {
    m_panes[0]->picture().setTag(pointTag(*m_frame));
    m_panes[2]->picture().setTag(stepTag(*m_frame));
    m_panes[3]->picture().setTag(mapTag(*m_frame, m_regions.all(), m_objective));
}

void PathPanes::setExpectedSum(std::optional<double> expected) {
    m_map.expectedSum = expected;
    if (m_frame) showValues();
}

void PathPanes::showValues() {
    const std::array values{pointValue(*m_frame, m_traits, m_objective), spectrumValue(*m_frame),
                            stepValue(*m_frame), mapValue(*m_frame, m_traits, m_map)};
    for (std::size_t i = 0; i < m_panes.size(); ++i)
        m_panes[i]->setValue(values[i].forms, values[i].beyond);
}

void PathPanes::showRegions() {
    std::vector<Region> framed;
    for (const MarkedRegion& marked : regions()) framed.push_back(marked.region);
    for (PathPane* pane : {m_panes[0], m_panes[2], m_panes[3]}) pane->picture().setRegions(framed);
    if (m_frame) showTags();
}

void PathPanes::forgetRegions() {
    m_regions.clear();
    showRegions();
}

void PathPanes::setFilled(const Region& region, double f) {
    m_regions.setFilled(region, f);
    showRegions();
}

void PathPanes::forgetFilled() {
    m_regions.forgetFilled();
    showRegions();
}

void PathPanes::drawRegion(QPointF from, QPointF to) {
    const QPointF begin = m_transform.toPicture(from);
    const QPointF end = m_transform.toPicture(to);
    // Every pixel that is touched.
    const QRect touched = QRectF(begin, end).normalized().toAlignedRect();
    const QRect pixels = touched.intersected(QRect(QPoint(0, 0), pictureSize()));
    if (pixels.isEmpty()) return;
    m_regions.draw(pixels);
    showRegions();
}

void PathPanes::finishRegion() {
    if (m_regions.finish()) Q_EMIT regionsMarked();
}

void PathPanes::clickRegion(const QPoint& pixel) {
    m_regions.giveUp();  // The pointer may have moved a little.
    m_regions.remove(pixel);
    showRegions();
}

void PathPanes::nameRegion() {
    if (regions().empty() || m_regions.drawing() || !isVisible()) return;
    askName(*m_panes[0], m_regions.at(m_crosshair.at().pixel));
}

void PathPanes::askName(PathPane& pane, const Region& region) {
    auto* field = new RegionNameField(QString::fromStdString(region.name),
                                      pane.picture().placeOfName(region).topLeft(), pane.picture());
    // It may be taken away meanwhile.
    connect(field, &RegionNameField::named, this, [this, region](const QString& name) {
        m_regions.rename(region, name.toStdString());
        showRegions();
    });
}

void PathPanes::fit() {
    m_transform.fit();
    m_spectrumTransform.fit();
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

QString PathPanes::numbersText() const {
    QStringList lines;
    for (PathPane* pane : visiblePanes()) {
        QStringList parts{pane->wholeValue(), pane->beyond()};
        parts.removeAll(QString());
        if (!parts.isEmpty())
            lines << pane->title() + QLatin1Char('\t') + parts.join(QLatin1Char(' '));
    }
    lines << m_panes.back()->picture().tag();
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QImage PathPanes::accumulatedImage() const {
    return m_frame ? m_frame->accumulated : QImage();
}

void PathPanes::transformChanged() {
    for (PathPane* pane : m_panes) pane->picture().update();
}

void PathPanes::hover(const ViewTransform& transform, QPointF position) {
    m_crosshair.hover(pointedAt(transform, position));
    showCrosshair();
}

void PathPanes::pin(const ViewTransform& transform, QPointF position) {
    m_crosshair.pin(pointedAt(transform, position));
    showCrosshair();
}

void PathPanes::step(const ViewTransform& transform, QPoint by) {
    if (!m_frame) return;
    const bool ofSpectrum = &transform == &m_spectrumTransform;
    const QSize size = ofSpectrum ? m_frame->spectrum.size() : pictureSize();
    if (size.isEmpty()) return;
    const Pointed& at = m_crosshair.at();
    const auto from = ofSpectrum ? at.frequency : at.pixel;
    const QPoint to = from ? *from + by : QPoint(size.width() / 2, size.height() / 2);
    const QPoint within(std::clamp(to.x(), 0, size.width() - 1),
                        std::clamp(to.y(), 0, size.height() - 1));
    m_crosshair.step(ofSpectrum ? Pointed{.frequency = within} : Pointed{.pixel = within});
    showCrosshair();
}

void PathPanes::span(QPoint by) {
    if (!m_crosshair.at().pixel) return step(m_transform, by);
    if (!m_regionCorner) m_regionCorner = m_crosshair.at().pixel;
    step(m_transform, by);
    const QPoint corner = *m_regionCorner;
    const QPoint at = *m_crosshair.at().pixel;
    const QPoint first(std::min(corner.x(), at.x()), std::min(corner.y(), at.y()));
    const QPoint last(std::max(corner.x(), at.x()), std::max(corner.y(), at.y()));
    m_regions.draw(QRect(first, last));
    showRegions();
}

void PathPanes::enter() {
    if (std::exchange(m_regionCorner, std::nullopt)) return finishRegion();
    m_crosshair.pin(m_crosshair.at());
    showCrosshair();
}

Pointed PathPanes::pointedAt(const ViewTransform& transform, QPointF position) const {
    const QPoint pixel = pixelAt(transform.toPicture(position));
    const bool ofSpectrum = &transform == &m_spectrumTransform;
    const QSize size = m_frame && ofSpectrum ? m_frame->spectrum.size() : pictureSize();
    if (!QRect(QPoint(0, 0), size).contains(pixel)) return {};
    return ofSpectrum ? Pointed{.frequency = pixel} : Pointed{.pixel = pixel};
}

void PathPanes::showCrosshair() {
    const Pointed& at = m_crosshair.at();
    for (PathPane* pane : m_panes)
        pane->picture().setCrosshair(pane == m_panes[1] ? at.frequency : at.pixel);
    describePointed();
}

void PathPanes::describePointed() {
    Q_EMIT pixelDescribed(m_frame ? m_crosshair.textOf(*m_frame) : QString());
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
    const int paneWidth = (width - (count - 1) * paneGap) / count;
    return m_panes[0]->frameHeight() + static_cast<int>(paneWidth * heightPerWidth());
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
    for (ViewTransform* transform : {&m_transform, &m_spectrumTransform})
        transform->setView(QSizeF(side, pictureHeight));
    transformChanged();
}

}  // namespace sigscope::ui
