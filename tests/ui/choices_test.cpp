#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

const ExplainRequest& newest(WindowFixture& fixture) {
    return fixture.engine().runs().back().request;
}

/// As text; of one alone.
std::string newestBaseline(WindowFixture& fixture) {
    REQUIRE(newest(fixture).baselines.size() == 1);
    return toText(newest(fixture).baselines.front());
}

void chooseBaseline(ui::MainWindow& window, const QString& title) {
    auto* combo = window.findChild<QComboBox*>("baseline");
    REQUIRE(combo->findText(title) >= 0);
    combo->setCurrentIndex(combo->findText(title));
    WindowFixture::settle();
}

}  // namespace

TEST_CASE("choices: a contrast asks for the second class", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* against = window.findChild<QComboBox*>("against");
    CHECK_FALSE(against->isVisible());
    window.session().setObjective("contrast");
    CHECK(against->isVisible());
    CHECK(newest(fixture).against == "second");

    // The explained class is not among the others.
    const auto& top = fixture.engine().subject(1).scene->top;
    CHECK(against->count() == static_cast<int>(top.size()));
    QTest::keyClick(against, Qt::Key_Down);
    CHECK(newest(fixture).against == classOfIndex(top[1].index));

    against->lineEdit()->selectAll();
    QTest::keyClicks(against->lineEdit(), "zebra");
    QTest::keyClick(against->lineEdit(), Qt::Key_Return);
    CHECK(newest(fixture).against == "zebra");
    const std::size_t runs = fixture.engine().runs().size();
    QTest::keyClick(against->lineEdit(), Qt::Key_Return);
    CHECK(fixture.engine().runs().size() == runs);  // Nothing changed.
    window.session().undo();
    CHECK(against->currentText() == QString::fromStdString(top[1].label));
}

TEST_CASE("choices: a colour as baseline", "[quick]") {
    WindowFixture fixture;
    std::string answer;
    std::string proposal;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    options.askColour = [&](QWidget*, const std::string& present) {
        proposal = present;
        return answer;
    };
    ui::MainWindow& window = fixture.show(options);
    auto* combo = window.findChild<QComboBox*>("baseline");
    chooseBaseline(window, "Colour …");
    CHECK(fixture.engine().runs().size() == 1);  // They changed their mind.
    CHECK(combo->currentText() == "black");
    answer = "#ff8000";
    chooseBaseline(window, "Colour …");
    CHECK(newestBaseline(fixture) == "#ff8000");
    CHECK(combo->currentText() == "#ff8000");
    answer = "#0000ff";
    chooseBaseline(window, "Colour …");
    CHECK(proposal == "#ff8000");
    CHECK(newestBaseline(fixture) == "#0000ff");
    CHECK(combo->findText("#ff8000") < 0);  // One colour at a time.
    chooseBaseline(window, "mean");
    CHECK(newestBaseline(fixture) == "mean");
}

TEST_CASE("choices: a picture as baseline", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    options.askOpenFile = [](QWidget*) { return WindowFixture::sample("coffee.png"); };
    ui::MainWindow& window = fixture.show(options);
    chooseBaseline(window, "Picture …");
    CHECK(newestBaseline(fixture) == WindowFixture::sample("coffee.png"));
    CHECK(newest(fixture).image == WindowFixture::sample("chelsea.png"));
    CHECK(window.findChild<QComboBox*>("baseline")->currentText() == "coffee.png");
}

TEST_CASE("choices: noise has a seed", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* seed = window.findChild<QSpinBox*>("seed");
    CHECK_FALSE(seed->isVisible());
    chooseBaseline(window, "noise");
    CHECK(newestBaseline(fixture) == "noise");
    REQUIRE(seed->isVisible());
    seed->setValue(42);
    CHECK(newest(fixture).seed == 42);
    window.session().undo();
    CHECK(seed->value() == 0);
}

TEST_CASE("choices: a method's published settings are taken at once", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[0].parity = {{"steps", std::int64_t{200}},
                                                          {"rule", std::string("reference")}};
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setParameter("overlap", 0.9);
    for (QAction* action : window.findChildren<QAction*>())
        if (action->text() == "As &published") action->trigger();
    CHECK(newest(fixture).parameters == fixture.engine().catalogue().methods[0].parity);
    // The form's fields are made anew; those before them may still be there, hidden.
    WindowFixture::settle();
    int visible = 0;
    for (const QSpinBox* steps : window.findChildren<QSpinBox*>("steps")) {
        if (!steps->isVisible()) continue;
        ++visible;
        CHECK(steps->value() == 200);
    }
    CHECK(visible == 1);
    window.session().undo();
    CHECK(newest(fixture).parameters == ParameterValues{{"overlap", 0.9}});
}

TEST_CASE("choices: device and precision are in the menu Run", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto action = [&window](const char* menu, const char* title) {
        for (QAction* choice : window.findChild<QMenu*>(menu)->actions())
            if (choice->text() == title) return choice;
        FAIL(title << " is missing");
        return static_cast<QAction*>(nullptr);
    };
    CHECK(action("device", "automatic")->isChecked());
    CHECK(action("precision", "float32")->isChecked());
    CHECK(action("precision", "float64")->toolTip() == "53 bits.");
    action("precision", "float64")->trigger();
    CHECK(newest(fixture).precision == "float64");
    action("device", "CPU")->trigger();
    CHECK(newest(fixture).device == "cpu");
    CHECK(newest(fixture).precision == "float64");
    CHECK(fixture.engine().newest() == 3);
    action("device", "CPU")->trigger();
    CHECK(fixture.engine().newest() == 3);  // Nothing changed.
    window.session().undo();
    CHECK(newest(fixture).device == "auto");
    CHECK(action("device", "automatic")->isChecked());
    CHECK(action("precision", "float64")->isChecked());
}

TEST_CASE("choices: a method that takes another f has it, and f comes back after it", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[1].objectives = {"logit", "contrast"};
    ui::MainWindow& window = fixture.showCompleted();
    auto* method = window.findChild<QComboBox*>("method");
    auto* objective = window.findChild<QComboBox*>("objective");
    const auto asked = [&window] { return window.session().request(); };  // Some are remembered.
    const auto item = [objective](const char* name) {
        return objective->model()->index(objective->findData(name), 0);
    };
    REQUIRE(asked().objective == "probability");
    CHECK((item("probability").flags() & Qt::ItemIsEnabled) != 0);
    method->setFocus();
    QTest::keyClick(method, Qt::Key_Down);
    REQUIRE(asked().method == "ig");
    CHECK(asked().objective == "logit");
    CHECK(objective->currentData() == "logit");
    CHECK((item("probability").flags() & Qt::ItemIsEnabled) == 0);
    CHECK(item("probability").data(Qt::ToolTipRole).toString() ==
          "Integrated gradients explains logit or contrast.");
    CHECK((item("contrast").flags() & Qt::ItemIsEnabled) != 0);
    QTest::keyClick(method, Qt::Key_Up);
    REQUIRE(asked().method == "sig");
    CHECK(asked().objective == "probability");
    CHECK((item("probability").flags() & Qt::ItemIsEnabled) != 0);
    // What was chosen since is what is wanted.
    QTest::keyClick(method, Qt::Key_Down);
    objective->setFocus();
    QTest::keyClick(objective, Qt::Key_Down);
    REQUIRE(asked().objective == "contrast");
    method->setFocus();
    QTest::keyClick(method, Qt::Key_Up);
    CHECK(asked().objective == "contrast");
}

TEST_CASE("choices: where a method is always of one f, the box says so and is out of use",
          "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[1].objective = "probability";
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setObjective("logit");
    auto* objective = window.findChild<QComboBox*>("objective");
    CHECK(objective->currentData() == "logit");
    window.session().setMethod("ig");
    CHECK(objective->currentData() == "probability");
    CHECK_FALSE(objective->isEnabled());
    CHECK(objective->toolTip() == "Integrated gradients explains the probability alone.");
    window.session().setMethod("sig");
    CHECK(objective->isEnabled());
    CHECK(objective->currentData() == "logit");
}
