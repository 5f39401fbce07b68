#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/baseline_field.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/path/scale_popup.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/keys_sheet.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

QString textOf(QWidget& widget, QAccessible::Text kind) {
    const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    return face ? face->text(kind) : QString();
}

/// Everything below `root` in the same window that can have the focus.
std::vector<QWidget*> focusable(QWidget& root) {
    std::vector<QWidget*> found;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<QLabel*>(widget);
        // An empty label has nothing to say; a proxy's owner speaks for it; what is hidden is met
        // by nobody.
        const bool silent = (label && label->text().isEmpty()) || widget->focusProxy() ||
                            !widget->isVisibleTo(root.window());
        if (widget->window() == root.window() && widget->focusPolicy() != Qt::NoFocus && !silent)
            found.push_back(widget);
    }
    return found;
}

void checkNames(QWidget& root, std::size_t atLeast) {
    const auto widgets = focusable(root);
    CHECK(widgets.size() >= atLeast);
    for (QWidget* widget : widgets) {
        INFO(widget->metaObject()->className()
             << " " << widget->objectName().toStdString() << " in "
             << widget->parent()->metaObject()->className());
        CHECK_FALSE(textOf(*widget, QAccessible::Name).trimmed().isEmpty());
    }
}

}  // namespace

TEST_CASE("accessibility: every control has a name for a screen reader", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.samplesFolder = SIGSCOPE_SAMPLES;
    ui::MainWindow& window = fixture.show(options);
    checkNames(window, 4);  // The empty state.
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.complete();
    checkNames(window, 30);
    Q_EMIT window.pathPage().panes().pane(3).scaleAsked();
    auto* popup = QApplication::activePopupWidget();
    REQUIRE(popup);
    checkNames(*popup, 6);
    popup->close();
    WindowFixture::settle();
    Q_EMIT window.requestPanel().baseline().severalAsked();
    REQUIRE(WindowFixture::waitFor([&] { return QApplication::activePopupWidget(); }));
    popup = QApplication::activePopupWidget();
    checkNames(*popup, 7);
    popup->close();
}

TEST_CASE("accessibility: a parameter's input is described like its tooltip", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    for (const char* name : {"overlap", "steps", "rule"}) {
        auto* input = window.findChild<QWidget*>(name);
        CHECK(textOf(*input, QAccessible::Description) == input->parentWidget()->toolTip());
        CHECK(input->parentWidget()->toolTip().contains("Default"));
    }
}

TEST_CASE("accessibility: α has a value that can be read and set", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&window.pathPage().slider());
    REQUIRE(face);
    CHECK(face->role() == QAccessible::Slider);
    QAccessibleValueInterface* value = face->valueInterface();
    REQUIRE(value);
    CHECK(value->currentValue().toDouble() == 1);
    value->setCurrentValue(0.25);
    CHECK(window.pathPage().cursor().alpha() == 0.25);
    CHECK(value->currentValue().toDouble() == 0.25);
    CHECK(value->minimumValue().toDouble() == 0);
    CHECK(value->maximumValue().toDouble() == 1);
}

TEST_CASE("accessibility: the sheet of keys has every shortcut of the menus", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    QTest::keyClicks(&window, "?");
    auto* sheet = window.findChild<ui::KeysSheet*>();
    REQUIRE(sheet);
    CHECK(sheet->isVisible());
    QStringList said;
    for (const QLabel* label : sheet->findChildren<QLabel*>()) said << label->text();
    int shortcuts = 0;
    for (const QAction* menu : window.menuBar()->actions())
        for (const QAction* action : menu->menu()->actions()) {
            if (action->shortcut().isEmpty()) continue;
            ++shortcuts;
            CHECK(said.contains(action->shortcut().toString(QKeySequence::NativeText)));
        }
    CHECK(shortcuts >= 20);
}

TEST_CASE("accessibility: F1 shows the sheet of keys as ? does", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    QTest::keyClick(&window, Qt::Key_F1);
    CHECK(window.findChild<ui::KeysSheet*>() != nullptr);
}
