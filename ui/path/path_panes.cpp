#include "ui/path/path_panes.h"

#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/path/path_pane.h"
#include "ui/path/pixel_text.h"
#include "ui/path/region_name_field.h"
#include "ui/path/region_text.h"
#include "ui/path/scale_popup.h"
#include "ui/path/so_far_switch.h"
#include "ui/render/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

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

QRect pixelsOf(const Region& region) {
    return {region.left, region.top, region.width, region.height};
}

/// The first letter that none of them is called.
std::string nextName(const std::vector<MarkedRegion>& regions) {
    std::string name = "A";
    while (std::ranges::any_of(
        regions, [&name](const MarkedRegion& other) { return other.region.name == name; }))
        ++name.front();
    return name;
}

}  // namespace

PathPanes::PathPanes(QWidget* parent) : QWidget(parent), m_switch(new SoFarSwitch(this)) {
    using Scale = PathPane::Scale;
    m_panes = {
        new PathPane(pointTitle(),
                     tr("x(α), the point of the path at α, as a picture. Shift+drag here or on a "
                        "map frames a "
                        "region: what the map has there is told at every α, and f with the "
                        "baseline in its place; Shift+click takes it away, F2 or a double "
                        "click on its name gives it another one."),
                     Scale::None, m_transform, this),
        new PathPane(tr("Its spectrum"),
                     tr("log(1 + |F|) of x(α) − x', mean of the channels; low frequencies in the "
                        "middle. One scale along the path; a zoom of its own."),
                     Scale::Map, m_spectrumTransform, this),
        new PathPane(tr("Added here"),
                     tr("dA/dα: what is added to the map around α, per unit of α, summed over the "
                        "channels. One scale along the path, by the step over which ΣA changes "
                        "fastest."),
                     Scale::Map, m_transform, this),
        new PathPane(tr("Map so far"),
                     tr("Attribution from the path's start to α, summed over the channels. One "
                        "scale along the path, by the whole map."),
                     Scale::Map, m_transform, this)};
    for (PathPane* pane : m_panes)
        connectPane(*pane, pane == m_panes[1] ? m_spectrumTransform : m_transform);
    const auto onScale = [this](int pane, std::optional<double> MapDisplay::*limit) {
        connect(m_panes[pane], &PathPane::scaleAsked, this,
                [this, pane, limit] { askScale(*m_panes[pane], limit); });
    };
    m_panes.back()->setCorner(m_switch);
    m_ownScale = addSwitch(
        *m_panes[2], "ownScale", tr("own scale"), QStringLiteral("⇕"),
        tr("A scale of this moment's own, for what little is added here: frames cannot be "
           "compared by colour"),
        [](MapDisplay& display, bool on) {
            display.stepScale = on ? StepScale::Moment : StepScale::Path;
        });
    m_ghost = addSwitch(
        *m_panes[3], "ghost", tr("ghost"), QStringLiteral("◐"),
        tr("The whole path's map, faintly, under the map so far"),
        [](MapDisplay& display, bool on) { display.ghost = on ? Ghost::Shown : Ghost::Hidden; });
    m_ghost->setChecked(MapDisplay().ghost == Ghost::Shown);
    connect(m_switch, &SoFarSwitch::chosen, this, &PathPanes::chooseMap);
    onScale(1, &MapDisplay::spectrumLimit);
    onScale(2, &MapDisplay::stepLimit);
    onScale(3, &MapDisplay::mapLimit);
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
        if (!m_pinned) setCrosshair({});
    });
    if (&transform == &m_spectrumTransform) return;
    connect(&pane.picture(), &PicturePane::regionDrawn, this, &PathPanes::drawRegion);
    connect(&pane.picture(), &PicturePane::regionFinished, this, &PathPanes::finishRegion);
    connect(&pane.picture(), &PicturePane::regionClicked, this,
            [this](QPointF position) { clickRegion(pixelAt(m_transform.toPicture(position))); });
    connect(&pane.picture(), &PicturePane::nameDoubleClicked, this,
            [this, &pane](std::size_t region) { askName(pane, m_regions.at(region).region); });
}

QToolButton* PathPanes::addSwitch(PathPane& pane, const char* name, const QString& title,
                                  const QString& glyph, const QString& help,
                                  void (*turn)(MapDisplay& display, bool on)) {
    auto* button = new QToolButton(&pane);
    button->setText(title);
    button->setToolTip(help);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setProperty("flat", true);
    button->setProperty("corner", true);
    button->setFont(smallFont());
    button->setFocusPolicy(Qt::TabFocus);
    pane.addCorner(*button, glyph);
    connect(button, &QToolButton::clicked, this, [this, turn](bool on) {
        if (!m_frame) return;
        MapDisplay display = m_frame->display;
        turn(display, on);
        Q_EMIT displayChosen(display);
    });
    return button;
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
    for (const int index : stillPanes) panes.push_back(m_panes[index]);
    return panes;
}

void PathPanes::offerMaps(const std::vector<SoFar>& choices, SoFar shown) {
    m_switch->offer(choices, shown);
    m_ghost->setVisible(choices.empty());
    // A map over the baselines belongs to no α.
    if (m_traits.hasPath())
        m_panes.back()->setTitle(shown == SoFar::Path ? tr("Map so far") : tr("Result"));
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
    for (QToolButton* button : {m_ownScale, m_ghost}) button->setEnabled(false);
    m_pinned = false;
    setCrosshair({});
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
    showSwitches();
    showTags();
    showValues();
    describePixel();
}

void PathPanes::showSwitches() {
    m_ownScale->setChecked(m_frame->display.stepScale == StepScale::Moment);
    m_ownScale->setEnabled(!m_frame->step.isNull());
    m_ghost->setChecked(m_frame->display.ghost == Ghost::Shown);
    m_ghost->setEnabled(true);
}

void PathPanes::showTags() {
    const MapDisplay& display = m_frame->display;
    QStringList tags;
    if (const auto& band = m_frame->band)
        tags << tr("components %1 … %2 alone").arg(band->first).arg(band->last);
    m_panes[0]->picture().setTag(tags.join(QString()));
    if (display.smoothing > 0) tags << tr("smoothed, σ %1 px").arg(fixedText(display.smoothing, 1));
    if (display.view == MapView::Mask || display.view == MapView::Contour)
        tags << tr("top %1").arg(percentText(display.topShare));
    const QString separator = QStringLiteral(" · ");
    QStringList ofMap;
    for (const MarkedRegion& marked : m_regions)
        if (isWithin(marked.region, pictureSize().width(), pictureSize().height()))
            ofMap << regionText(*m_frame, marked, m_objective);
    if (!tags.isEmpty()) ofMap << tags.join(separator);
    m_panes[3]->picture().setTag(ofMap.join(QLatin1Char('\n')));
    if (display.stepScale == StepScale::Moment) tags.prepend(tr("this moment's scale"));
    m_panes[2]->picture().setTag(m_frame->step.isNull() ? QString() : tags.join(separator));
}

void PathPanes::setExpectedSum(std::optional<double> expected) {
    m_expectedSum = expected;
    if (m_frame) showValues();
}

void PathPanes::showValues() {
    const Frame& frame = m_frame->frame;
    const QString alpha = tr("x(α), α %1").arg(fixedText(frame.alpha, 3));
    const QString f = tr("f %1").arg(objectiveText(frame.f, m_objective));
    const bool known = std::isfinite(frame.f);
    if (m_traits.hasPath())
        m_panes[0]->setValue(known ? alpha + QStringLiteral("   ") + f : alpha, alpha);
    else
        m_panes[0]->setValue(known ? f : QString());
    if (m_frame->spectrum.isNull())
        m_panes[1]->setValue({});
    else
        m_panes[1]->setValue(tr("0 … Nyquist"), {}, m_frame->spectrumBeyond);
    if (m_frame->step.isNull())
        m_panes[2]->setValue({});
    else
        m_panes[2]->setValue(tr("dA/dα   Σ %1").arg(signedText(frame.stepSum)), tr("dA/dα"),
                             m_frame->stepBeyond);
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

void PathPanes::showRegions() {
    std::vector<Region> framed;
    for (const MarkedRegion& marked : m_regions) framed.push_back(marked.region);
    for (PathPane* pane : {m_panes[0], m_panes[2], m_panes[3]}) pane->picture().setRegions(framed);
    if (m_frame) showTags();
}

void PathPanes::forgetRegions() {
    m_regions.clear();
    m_drawing = false;
    showRegions();
}

void PathPanes::setFilled(const Region& region, double f) {
    for (MarkedRegion& marked : m_regions)
        if (areOfSamePixels(marked.region, region)) marked.filled = f;
    showRegions();
}

void PathPanes::forgetFilled() {
    for (MarkedRegion& marked : m_regions) marked.filled.reset();
    showRegions();
}

void PathPanes::drawRegion(QPointF from, QPointF to) {
    const QPointF begin = m_transform.toPicture(from);
    const QPointF end = m_transform.toPicture(to);
    // Every pixel that is touched.
    const QRect touched = QRectF(begin, end).normalized().toAlignedRect();
    const QRect pixels = touched.intersected(QRect(QPoint(0, 0), pictureSize()));
    if (pixels.isEmpty() || (!m_drawing && m_regions.size() == mostRegions)) return;
    if (!m_drawing) m_regions.push_back({{.name = nextName(m_regions)}});
    m_drawing = true;
    Region& region = m_regions.back().region;
    region = {region.name, pixels.left(), pixels.top(), pixels.width(), pixels.height()};
    showRegions();
}

void PathPanes::finishRegion() {
    if (!m_drawing) return;
    m_drawing = false;
    Q_EMIT regionsMarked();
}

void PathPanes::clickRegion(const QPoint& pixel) {
    // The pointer may have moved a little.
    if (m_drawing) m_regions.pop_back();
    m_drawing = false;
    const auto hit = std::ranges::find_if(m_regions, [&pixel](const MarkedRegion& marked) {
        return pixelsOf(marked.region).contains(pixel);
    });
    if (hit == m_regions.end())
        m_regions.clear();
    else
        m_regions.erase(hit);
    showRegions();
}

void PathPanes::nameRegion() {
    if (m_regions.empty() || m_drawing || !isVisible()) return;
    const auto pointed = std::ranges::find_if(m_regions, [this](const MarkedRegion& marked) {
        return m_crosshair && pixelsOf(marked.region).contains(*m_crosshair);
    });
    askName(*m_panes[0], pointed != m_regions.end() ? pointed->region : m_regions.back().region);
}

void PathPanes::askName(PathPane& pane, const Region& region) {
    auto* field = new RegionNameField(QString::fromStdString(region.name),
                                      pane.picture().placeOfName(region).topLeft(), pane.picture());
    connect(field, &RegionNameField::named, this,
            [this, region](const QString& name) { setName(region, name); });
}

void PathPanes::setName(const Region& region, const QString& name) {
    // It may have been taken away meanwhile.
    const auto named = std::ranges::find(m_regions, region, &MarkedRegion::region);
    if (named == m_regions.end()) return;
    named->region.name.clear();
    named->region.name = name.isEmpty() ? nextName(m_regions) : name.toStdString();
    showRegions();
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
    if (!m_pinned) pointAt(transform, position);
}

void PathPanes::pin(const ViewTransform& transform, QPointF position) {
    const auto before = std::pair(m_crosshair, m_frequency);
    pointAt(transform, position);
    const bool again = m_pinned && before == std::pair(m_crosshair, m_frequency);
    m_pinned = !again && (m_crosshair || m_frequency);
    describePixel();
}

void PathPanes::pointAt(const ViewTransform& transform, QPointF position) {
    const QPoint pixel = pixelAt(transform.toPicture(position));
    const bool ofSpectrum = &transform == &m_spectrumTransform;
    const QSize size = m_frame && ofSpectrum ? m_frame->spectrum.size() : pictureSize();
    if (!QRect(QPoint(0, 0), size).contains(pixel)) return setCrosshair({});
    ofSpectrum ? setCrosshair({}, pixel) : setCrosshair(pixel);
}

void PathPanes::setCrosshair(std::optional<QPoint> pixel, std::optional<QPoint> frequency) {
    m_crosshair = pixel;
    m_frequency = frequency;
    for (PathPane* pane : m_panes)
        pane->picture().setCrosshair(pane == m_panes[1] ? frequency : pixel);
    describePixel();
}

void PathPanes::describePixel() {
    QString text;
    if (m_frame && m_crosshair) text = pixelText(*m_frame, *m_crosshair);
    if (m_frame && m_frequency) text = frequencyText(*m_frame, *m_frequency);
    if (m_pinned && !text.isEmpty()) text.prepend(tr("pinned   "));
    Q_EMIT pixelDescribed(text);
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
    for (ViewTransform* transform : {&m_transform, &m_spectrumTransform})
        transform->setView(QSizeF(side, pictureHeight));
    transformChanged();
}

}  // namespace sigscope::ui
