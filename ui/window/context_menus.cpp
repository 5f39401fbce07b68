#include "ui/window/context_menus.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <initializer_list>

#include "engine/api/curves_file.h"
#include "ui/charts/gate_chart.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/radial_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/charts/strength_chart.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/window/clipboard_pictures.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

namespace {

constexpr int paneCount = 4;  ///< Of PathPanes.

void addPaneMenu(PicturePane& picture, const WindowActions& actions, ClipboardPictures& clipboard) {
    auto* copy = new QAction(PathPage::tr("Copy this picture"), &picture);
    QObject::connect(copy, &QAction::triggered, &picture,
                     [&picture, &clipboard] { clipboard.copy(picture.image()); });
    picture.addActions({copy, actions.copyMap, actions.copyCommand, actions.copyPython,
                        actions.save, actions.fit, actions.actualSize, actions.absolute});
    picture.setContextMenuPolicy(Qt::ActionsContextMenu);
}

void addChartMenu(PlotView& chart, const WindowActions& actions, const Session& session) {
    auto* copy = new QAction(PathPage::tr("Copy the curves as a table"), &chart);
    QObject::connect(copy, &QAction::triggered, &chart, [&session] {
        if (const auto result = session.result())
            QApplication::clipboard()->setText(QString::fromStdString(curvesText(*result)));
    });
    auto* reset = new QAction(PathPage::tr("Reset the axes"), &chart);
    QObject::connect(reset, &QAction::triggered, &chart, &PlotView::resetAxes);
    chart.addActions({copy, actions.copyCommand, actions.copyPython, actions.save, reset});
    chart.setContextMenuPolicy(Qt::ActionsContextMenu);
}

}  // namespace

void addContextMenus(PathPage& page, const WindowActions& actions, const Session& session,
                     ClipboardPictures& clipboard) {
    for (int pane = 0; pane < paneCount; ++pane)
        addPaneMenu(page.panes().pane(pane).picture(), actions, clipboard);
    SideCharts& side = page.sideCharts();
    for (PlotView* chart : std::initializer_list<PlotView*>{&page.chart(), &side.gates(),
                                                            &side.strengths(), &side.radial()})
        addChartMenu(*chart, actions, session);
}

}  // namespace sigscope::ui
