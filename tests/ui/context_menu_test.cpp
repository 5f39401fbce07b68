#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTimer>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Asks for the menu in the middle of `widget`; chooses the entry called `choice`, if there is one.
QStringList openMenu(QWidget& widget, const QString& choice = {}) {
    QStringList entries;
    QTimer::singleShot(0, qApp, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) return;
        QAction* chosen = nullptr;
        for (QAction* action : menu->actions()) {
            entries << action->text().remove('&');
            if (entries.back() == choice) chosen = action;
        }
        menu->close();
        if (chosen != nullptr) chosen->trigger();
    });
    const QPoint middle = widget.rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, middle, widget.mapToGlobal(middle));
    QApplication::sendEvent(&widget, &event);
    return entries;
}

}  // namespace

TEST_CASE("context menu: a pane copies its own picture", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PicturePane& spectrum = window.pathPage().panes().pane(1).picture();
    const QStringList entries = openMenu(spectrum, "Copy this picture");
    CHECK(entries.contains("Copy as command"));
    CHECK(entries.contains("Copy as Python"));
    CHECK(QApplication::clipboard()->image().convertToFormat(QImage::Format_RGB32) ==
          spectrum.image().convertToFormat(QImage::Format_RGB32));
}

TEST_CASE("context menu: a chart copies its curves as a table", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const QStringList entries = openMenu(window.pathPage().chart(), "Copy the curves as a table");
    CHECK(entries.contains("Reset the axes"));
    CHECK(QApplication::clipboard()->text().contains("alpha,f,accumulated_sum"));
}
