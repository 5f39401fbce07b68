#include "ui/window/path_layout.h"

#include <QFontMetrics>
#include <QLabel>
#include <algorithm>

#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/path/path_panes.h"
#include "ui/style/theme.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/transport_bar.h"

namespace sigscope::ui {

namespace {

constexpr int pageMargin = 2 * Theme::grid;
constexpr int chartGap = 2 * Theme::grid;
constexpr int smallestChart = 28 * Theme::grid;
constexpr double sideShare = 0.4;  ///< Of the width: the card beside the chart of f.

QRect insideOf(const QRect& page) {
    return page.adjusted(pageMargin, Theme::grid, -pageMargin, -Theme::grid);
}

}  // namespace

int PathLayout::Rows::height() const {
    return slider + transport + sentence + Theme::grid / 2;
}

void PathLayout::arrange(const QRect& page) const {
    const QRect inside = insideOf(page);
    const Rows rows = rowsFor(inside.width());
    const int panes = std::min(m_parts.panes.heightForWidth(inside.width()),
                               inside.height() - rows.height() - smallestChart - Theme::grid);
    m_parts.panes.setGeometry(inside.left(), inside.top(), inside.width(), panes);

    const int side = static_cast<int>(sideShare * inside.width());
    const int main = inside.width() - chartGap - side;
    const int top = inside.top() + panes + Theme::grid;
    const int charts = inside.bottom() + 1 - rows.height() - top;
    m_parts.chart.setGeometry(inside.left(), top, main, charts);
    m_parts.side.setGeometry(inside.left() + main + chartGap, top, side, charts);
    arrangeRows(rows, inside, main);
}

PathLayout::Rows PathLayout::rowsFor(int width) const {
    const int slider = m_parts.slider.sizeHint().height();
    const QSize transport = m_parts.transport.sizeHint();
    Rows rows;
    rows.sentence = QFontMetrics(m_parts.sentence.font()).height();
    // Where there is no room for it beside the slider, the transport has a row of its own.
    const bool fits = transport.width() <= sideShare * width;
    rows.slider = fits ? std::max(slider, transport.height()) : slider;
    rows.transport = fits ? 0 : transport.height();
    return rows;
}

void PathLayout::arrangeRows(const Rows& rows, const QRect& inside, int main) const {
    const int top = inside.bottom() + 1 - rows.height() + Theme::grid / 2;
    const int slider = m_parts.slider.sizeHint().height();
    m_parts.slider.setGeometry(inside.left(), top + (rows.slider - slider) / 2, main, slider);
    const QRectF plot = m_parts.chart.plotRect();
    m_parts.slider.setTrack(plot.left(), plot.right());
    const int transport = m_parts.transport.sizeHint().height();
    if (rows.transport > 0)
        m_parts.transport.setGeometry(inside.left(), top + rows.slider, inside.width(), transport);
    else
        m_parts.transport.setGeometry(inside.left() + main + chartGap,
                                      top + (rows.slider - transport) / 2,
                                      inside.width() - main - chartGap, transport);
    m_parts.sentence.setGeometry(inside.left(), top + rows.slider + rows.transport, inside.width(),
                                 rows.sentence);
}

void PathLayout::arrangeStill(const QRect& page, Still still) const {
    const QRect inside = insideOf(page);
    constexpr int trackInset = Theme::grid;  // The handle's half.
    const bool moments = still == Still::Moments;
    const int sentence = m_parts.noPath.heightForWidth(inside.width());
    const int slider = moments ? m_parts.slider.sizeHint().height() : 0;
    const int transport = moments ? m_parts.transport.sizeHint().height() : 0;
    const int panes = std::min(m_parts.panes.heightForWidth(inside.width()),
                               inside.height() - slider - transport - sentence - Theme::grid);
    m_parts.panes.setGeometry(inside.left(), inside.top(), inside.width(), panes);
    int top = inside.top() + panes + Theme::grid;
    if (moments) {
        m_parts.slider.setGeometry(inside.left(), top, inside.width(), slider);
        m_parts.slider.setTrack(trackInset, inside.width() - trackInset);
        m_parts.transport.setGeometry(inside.left(), top + slider, inside.width(), transport);
        top += slider + transport;
    }
    m_parts.noPath.setGeometry(inside.left(), top, inside.width(), sentence);
}

}  // namespace sigscope::ui
