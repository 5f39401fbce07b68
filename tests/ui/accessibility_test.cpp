#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "tests/support/accessible_tree.h"
#include "tests/ui/compare_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/compare/card_grid.h"
#include "ui/compare/pair_view.h"
#include "ui/controls/baseline_field.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/figure/figure_editor.h"
#include "ui/film/animation_sheet.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/path/scale_popup.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/path_cursor.h"
#include "ui/window/command_palette.h"
#include "ui/window/filmstrip.h"
#include "ui/window/keys_sheet.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::AccessibleObject;
using sigscope::test::accessibleText;
using sigscope::test::accessibleTree;
using sigscope::test::ComparedFixture;
using sigscope::test::WindowFixture;

namespace {

QString textOf(QWidget& widget, QAccessible::Text kind) {
    const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    return face ? face->text(kind) : QString();
}

/// That what is there to be acted on says what it is, and where it stands.
void checkControls(QWidget& root, int atLeast) {
    int controls = 0;
    for (const AccessibleObject& object : accessibleTree(root)) {
        if (!object.isControl) continue;
        ++controls;
        INFO(accessibleText({object}).toStdString());
        CHECK_FALSE(object.name.trimmed().isEmpty());
        if (object.needsValue()) CHECK_FALSE(object.value.isEmpty());
    }
    CHECK(controls >= atLeast);
}

void goToView(ui::MainWindow& window, Qt::Key key, QWidget& view) {
    QTest::keyClick(&window, key);
    REQUIRE(WindowFixture::waitFor([&view] { return view.isVisible(); }));
}

}  // namespace

TEST_CASE("accessibility: every control of the path has a name for a screen reader", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.samplesFolder = SIGSCOPE_SAMPLES;
    ui::MainWindow& window = fixture.show(options);
    checkControls(window, 4);  // The empty state: Open and the samples.
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.complete();
    checkControls(window, 30);
    // Qt leaves what is in a menu bar's corner out of the tree; it is told of when it has the
    // focus.
    checkControls(*window.findChild<QToolButton*>("model"), 1);
    Q_EMIT window.pathPage().panes().pane(3).scaleAsked();
    auto* popup = QApplication::activePopupWidget();
    REQUIRE(popup);
    checkControls(*popup, 6);
    popup->close();
    WindowFixture::settle();
    Q_EMIT window.requestPanel().baseline().severalAsked();
    REQUIRE(WindowFixture::waitFor([&] { return QApplication::activePopupWidget(); }));
    popup = QApplication::activePopupWidget();
    checkControls(*popup, 7);
    popup->close();
    window.requestPanel().setFold(ui::RequestPanel::Fold::Folded);
    checkControls(window.requestPanel(), 3);
}

TEST_CASE("accessibility: every control of Compare has a name for a screen reader", "[quick]") {
    ComparedFixture fixture;
    checkControls(fixture.page(), 5);  // What can be compared.
    fixture.compareThree();
    fixture.page().grid().select(0);
    checkControls(fixture.page(), 18);
    QTest::keyClick(&fixture.card(0), Qt::Key_W);
    REQUIRE(fixture.page().pair());
    checkControls(*fixture.page().pair(), 4);
}

TEST_CASE("accessibility: every control of Evaluate has a name for a screen reader", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::EvaluatePage& page = window.evaluatePage();
    goToView(window, Qt::Key_3, page);
    checkControls(page, 7);  // The tools, and the button in the middle.
    QTest::mouseClick(page.findChild<QPushButton*>("evaluateRun"), Qt::LeftButton);
    REQUIRE(page.results().table().isVisible());
    checkControls(page, 9);
}

TEST_CASE("accessibility: every control of Figure has a name for a screen reader", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::FigureEditor& editor = window.figureEditor();
    goToView(window, Qt::Key_4, editor);
    for (const auto kind :
         {ui::PaperFigureKind::Surface, ui::PaperFigureKind::Strips, ui::PaperFigureKind::Spectra,
          ui::PaperFigureKind::Paths, ui::PaperFigureKind::Grid}) {
        editor.setKind(kind);
        WindowFixture::settle();
        checkControls(editor, 14);  // Five kinds, five fields of the page, and more.
    }
}

TEST_CASE("accessibility: every control of the strip and of messages has a name", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.openSeveral({WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png")});
    fixture.complete();
    checkControls(window.filmstrip(), 5);
    window.messageBar().show(ui::MessageBar::Kind::Error, "It did not work", {"Mend it", [] {}});
    checkControls(window.messageBar(), 2);
}

TEST_CASE("accessibility: every control of the sheet of films has a name", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    auto* sheet = window.findChild<ui::AnimationSheet*>();
    REQUIRE(sheet);
    checkControls(*sheet, 13);
}

TEST_CASE("accessibility: every control of the palette has a name", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* palette = window.findChild<ui::CommandPalette*>();
    REQUIRE(palette->isVisible());
    checkControls(*palette, 3);
}

TEST_CASE("accessibility: every control that asks about a model has a name", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    const PreprocessingQuestion question{"it has 5 classes",
                                         {{"input-size", std::string("224x320")},
                                          {"resize", std::int64_t{256}},
                                          {"fit", std::string("crop")},
                                          {"mean", Triple{0.25, 0.25, 0.5}}}};
    fixture.engine().deliverQuestion(fixture.engine().newest(), question);
    auto* form = window.findChild<QWidget*>("preprocessing");
    REQUIRE(WindowFixture::waitFor([form] { return form->isVisible(); }));
    checkControls(*form, 7);  // Of the mean one for each channel.
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

TEST_CASE("accessibility: a chart tells what its curves are at α", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathChart& chart = window.pathPage().chart();
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chart);
    REQUIRE(face);
    CHECK(face->role() == QAccessible::Chart);
    window.pathPage().cursor().setAlpha(0.25);
    const QString told = face->text(QAccessible::Value);
    CHECK(told.startsWith("α 0.250, ΣA "));
    CHECK(told.contains(", Δf "));
    CHECK(face->text(QAccessible::Description) == told + "\n" + chart.toolTip());
    chart.setPlaceholder("Nothing yet");
    CHECK(face->text(QAccessible::Value) == "Nothing yet");
}

TEST_CASE("accessibility: the tree that is told has what is seen, and no more", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const QString told = accessibleText(accessibleTree(window));
    CHECK(told.startsWith("Window “chelsea.png"));
    CHECK(told.contains("Slider “α” = 1 (α 1.000) [AlphaSlider"));
    CHECK(told.contains("ComboBox “pace” = by change"));
    CHECK(told.contains("PageTab “Compare”"));
    CHECK_FALSE(told.contains("FigureEditor"));
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
