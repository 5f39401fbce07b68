// The window at every size and scale that it is used at.

#include <QAbstractButton>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

constexpr const char* sizesTest = "fits: everything is inside from 900 × 600 to 2560 × 1440";

bool lieWithin(const QWidget& outer, const QWidget& widget) {
    const QRect area(widget.mapTo(&outer, QPoint(0, 0)), widget.size());
    return widget.isVisible() && outer.rect().contains(area);
}

/// What a user acts on, and what the story is told with.
std::vector<const QWidget*> whatMatters(ui::MainWindow& window) {
    ui::PathPage& page = window.pathPage();
    std::vector<const QWidget*> all{&page.chart(),
                                    &page.sideCharts(),
                                    &page.slider(),
                                    page.findChild<ui::TransportBar*>(),
                                    window.findChild<QLabel*>("sentence"),
                                    &window.messageBar()};
    for (const char* name : {"run", "cancel", "play", "loop", "pace", "model"})
        all.push_back(window.findChild<QWidget*>(name));
    for (int index = 0; index < 4; ++index) all.push_back(&page.panes().pane(index).picture());
    return all;
}

/// Whether the whole text of a combo box is seen.
bool isUncut(const QComboBox& combo) {
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    const QRect field = combo.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                      QStyle::SC_ComboBoxEditField, &combo);
    return combo.fontMetrics().horizontalAdvance(combo.currentText()) <= field.width();
}

}  // namespace

TEST_CASE("fits: everything is inside from 900 × 600 to 2560 × 1440", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.messageBar().show(ui::MessageBar::Kind::Information, "A message.");
    // 1707 × 960 and 1280 × 720 are what 2560 × 1440 leaves at a scale of 1.5 and 2.
    for (const QSize size : {QSize(900, 600), QSize(1024, 700), QSize(1280, 720), QSize(1280, 763),
                             QSize(1707, 960), QSize(1920, 1080), QSize(2560, 1440)}) {
        INFO(size.width() << " × " << size.height());
        window.resize(size);
        WindowFixture::settle();
        REQUIRE(window.size() == size);  // No minimum size stands in the way.
        for (const QWidget* widget : whatMatters(window)) {
            INFO(widget->metaObject()->className() << ' ' << widget->objectName().toStdString());
            CHECK(lieWithin(window, *widget));
        }
        const ui::PathPage& page = window.pathPage();
        CHECK(page.findChild<ui::PathChart*>()->geometry().right() <
              page.findChild<ui::SideCharts*>()->geometry().left());
    }
}

TEST_CASE("fits: at a scale of 1.5 and of 2, too") {
    for (const char* scale : {"1.5", "2"}) {
        INFO(scale);
        QProcess self;
        // The scale is read when an application begins: another one tests it.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_SCALE_FACTOR", scale);
        self.setProcessEnvironment(environment);
        self.start(QCoreApplication::applicationFilePath(), {sizesTest, "-w", "NoTests"});
        constexpr int patience = 300'000;  // ms; on a busy machine.
        REQUIRE(self.waitForFinished(patience));
        INFO(self.readAllStandardOutput().toStdString());
        CHECK(self.exitStatus() == QProcess::NormalExit);
        CHECK(self.exitCode() == 0);
    }
}

TEST_CASE("fits: no choice and no button is cut at 1280 × 800", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setObjective("contrast");  // Which brings the box of the second class.
    fixture.complete();
    WindowFixture::settle();
    for (const QComboBox* combo : window.requestPanel().findChildren<QComboBox*>()) {
        if (!combo->isVisible()) continue;
        INFO(combo->objectName().toStdString() << ": " << combo->currentText().toStdString());
        CHECK(isUncut(*combo));
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty()) continue;
        INFO(button->objectName().toStdString() << ": " << button->text().toStdString());
        CHECK(button->fontMetrics().horizontalAdvance(button->text()) <= button->width());
    }
}
