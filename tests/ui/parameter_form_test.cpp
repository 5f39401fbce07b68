#include "ui/controls/parameter_form.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSlider>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/support/parameter_specs.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/labelled_row.h"
#include "ui/controls/real_field.h"
#include "ui/controls/request_panel.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

MethodSpec madeUpMethod() {
    ParameterSpec sharpness = test::realSpec("sharpness", 1, 5, 2.0);
    sharpness.symbol = "κ";
    sharpness.help = "How sharp.";
    sharpness.equation = "s = κ·α";
    const ParameterSpec draws = test::wholeSpec("draws", 1, 64, 8);
    const ParameterSpec way = test::choiceSpec(
        "way", "down", {{"up", "Upwards", "From below."}, {"down", "Downwards", "From above."}});
    return {"made-up", "Made up", "A method of the tests.", {sharpness, draws, way}};
}

}  // namespace

TEST_CASE("parameter form: a made-up method's parameters appear and reach the request", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods.push_back(madeUpMethod());
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    auto* method = window.findChild<QComboBox*>("method");
    method->setCurrentIndex(method->findData("made-up"));
    const auto& runs = fixture.engine().runs();
    REQUIRE(runs.back().request.method == "made-up");
    CHECK(runs.back().request.parameters.empty());

    WindowFixture::settle();
    auto* sharpness = window.findChild<ui::RealField*>("sharpness");
    REQUIRE(sharpness);
    CHECK(sharpness->value() == 2.0);
    QTest::mouseClick(sharpness->findChild<QSlider*>(), Qt::LeftButton, {}, QPoint(2, 8));
    CHECK(std::get<double>(runs.back().request.parameters.at("sharpness")) < 2.0);

    auto* draws = window.findChild<QSpinBox*>("draws");
    REQUIRE(draws);
    draws->setFocus();
    draws->selectAll();
    QTest::keyClicks(draws, "23");
    QTest::keyClick(draws, Qt::Key_Return);
    CHECK(std::get<std::int64_t>(runs.back().request.parameters.at("draws")) == 23);

    auto* way = window.findChild<QComboBox*>("way");
    REQUIRE(way);
    CHECK(way->currentText().toStdString() == "Downwards");
    QTest::keyClick(way, Qt::Key_Up);
    CHECK(std::get<std::string>(runs.back().request.parameters.at("way")) == "up");
}

TEST_CASE("parameter form: a tooltip says all that is known of a parameter", "[quick]") {
    const std::string text = ui::describe(madeUpMethod().parameters.front()).toStdString();
    for (const char* part :
         {"κ", "Sharpness", "How sharp.", "From 1 to 5", "Default: 2", "s = κ·α"})
        CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("parameter form: the smallest number can stand for something else", "[quick]") {
    ui::ParameterForm form;
    ParameterSpec steps = test::wholeSpec("steps", 0, 1000, 0);
    steps.atMinimum = "as needed";
    form.show({steps}, {});
    auto* box = form.findChild<QSpinBox*>("steps");
    CHECK(box->text().toStdString() == "as needed");
    box->setValue(33);
    CHECK(box->text().toStdString() == "33");
}

TEST_CASE("parameter form: each method keeps its own values", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    window.findChild<QSpinBox*>("steps")->setValue(33);
    auto* method = window.findChild<QComboBox*>("method");
    method->setCurrentIndex(method->findData("ig"));
    CHECK(fixture.engine().runs().back().request.parameters.empty());
    method->setCurrentIndex(method->findData("sig"));
    CHECK(std::get<std::int64_t>(fixture.engine().runs().back().request.parameters.at("steps")) ==
          33);
    WindowFixture::settle();
    CHECK(window.findChild<QSpinBox*>("steps")->value() == 33);
}

TEST_CASE("keys: letters look for an entry in a list that has the focus", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* method = window.findChild<QComboBox*>("method");
    const auto absolute = [&window] {
        for (const QAction* action : window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::Key_A)) return action->isChecked();
        return false;
    };
    method->setFocus(Qt::TabFocusReason);
    QTest::keyClick(method, Qt::Key_G);
    CHECK(method->currentText() == "Gradient × input");
    QTest::keyClick(method, Qt::Key_A);
    CHECK_FALSE(absolute());
    QTest::keyClick(&window, Qt::Key_A);
    CHECK(absolute());
}
