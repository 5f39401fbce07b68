// A sweep over the values of a parameter: the program's, or the user's.

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/support/parameter_specs.h"
#include "tests/ui/compare_fixture.h"
#include "ui/compare/compare_tools.h"
#include "ui/compare/sweep_popup.h"
#include "ui/compare/value_sweep.h"

using namespace sigscope;
using Catch::Contains;
using sigscope::test::ComparedFixture;
using sigscope::test::WindowFixture;

namespace {

/// The popup that asks for the overlap's values, opened by the menu as a user opens it.
class OpenSweep {
public:
    explicit OpenSweep(ComparedFixture& fixture) {
        fixture.compareThree();
        fixture.click("compareVary");
        QPointer<QMenu> menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        REQUIRE(menu);
        QAction* parameter = actionCalled(*menu, "Parameter");
        menu->setActiveAction(parameter);
        QTest::keyClick(menu, Qt::Key_Right);
        REQUIRE(WindowFixture::waitFor([&] { return parameter->menu()->isVisible(); }));
        parameter->menu()->setActiveAction(actionCalled(*parameter->menu(), "Overlap …"));
        QTest::keyClick(parameter->menu(), Qt::Key_Return);
        REQUIRE(WindowFixture::waitFor([this] { return findPopup(); }));
    }

    [[nodiscard]] bool isOpen() const { return m_popup && m_popup->isVisible(); }
    [[nodiscard]] QLineEdit& line() { return *m_popup->findChild<QLineEdit*>("sweepValues"); }
    [[nodiscard]] QPushButton& begin() { return *m_popup->findChild<QPushButton*>("sweepCompare"); }
    [[nodiscard]] QString reason() { return line().accessibleDescription(); }
    /// Whether the label shows the reason.
    [[nodiscard]] bool tells(const QString& text) {
        for (const QLabel* label : m_popup->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text) return true;
        return false;
    }
    void type(const QString& text) {
        line().selectAll();
        QTest::keyClicks(&line(), text);
    }

private:
    static QAction* actionCalled(const QMenu& menu, const QString& text) {
        for (QAction* action : menu.actions())
            if (action->text() == text) return action;
        FAIL("no entry " << text.toStdString());
        return nullptr;
    }
    bool findPopup() {
        m_popup = qobject_cast<ui::SweepPopup*>(QApplication::activePopupWidget());
        return m_popup;
    }

    QPointer<ui::SweepPopup> m_popup;
};

/// Of the runs from that one on.
std::vector<double> overlapsOf(ComparedFixture& fixture, std::size_t from) {
    std::vector<double> values;
    const std::vector<test::FakeEngine::Run>& runs = fixture.engine().runs();
    for (std::size_t i = from; i < runs.size(); ++i)
        values.push_back(std::get<double>(runs[i].request.parameters.at("overlap")));
    return values;
}

}  // namespace

TEST_CASE("sweep: Enter takes the values that the program suggests", "[quick]") {
    ComparedFixture fixture;
    OpenSweep sweep(fixture);
    CHECK(sweep.line().text() == "0, 0.25, 0.5, 0.75, 1");
    CHECK(sweep.line().hasFocus());
    QTest::keyClick(&sweep.line(), Qt::Key_Return);
    CHECK_FALSE(sweep.isOpen());
    CHECK(fixture.page().cards().size() == 5);
    CHECK((overlapsOf(fixture, 3) == std::vector<double>{0, 0.25, 0.5, 0.75, 1}));
}

TEST_CASE("sweep: the user's values are compared", "[quick]") {
    ComparedFixture fixture;
    OpenSweep sweep(fixture);
    sweep.type("0.1; 0.9, 0.3");
    CHECK(sweep.begin().isEnabled());
    QTest::mouseClick(&sweep.begin(), Qt::LeftButton);
    CHECK_FALSE(sweep.isOpen());
    CHECK(fixture.page().cards().size() == 3);
    CHECK((overlapsOf(fixture, 3) == std::vector<double>{0.1, 0.9, 0.3}));
}

TEST_CASE("sweep: what is no value is said beside the line, and nothing begins", "[quick]") {
    ComparedFixture fixture;
    OpenSweep sweep(fixture);
    sweep.type("0.1, 7");
    CHECK_THAT(sweep.reason().toStdString(), Contains("'7'") && Contains("from 0 to 1"));
    CHECK(sweep.tells(sweep.reason()));
    CHECK_FALSE(sweep.begin().isEnabled());
    QTest::keyClick(&sweep.line(), Qt::Key_Return);
    CHECK(sweep.isOpen());
    CHECK(fixture.engine().newest() == 3);
    sweep.type("0.1, 0.7");
    CHECK(sweep.reason().isEmpty());
    CHECK(sweep.begin().isEnabled());
}

TEST_CASE("sweep: values have commas, semicolons or spaces between them", "[quick]") {
    ParameterSpec tolerance;
    tolerance.name = "tolerance";
    tolerance.maximum = 100;
    tolerance.unit = "%";
    const std::vector<ParameterValue> values{0.5, 2.0, 8.0};
    for (const char* text : {"0.5, 2, 8", "0.5;2 ; 8", " 0.5 2  8 ", "0.5 %, 2%, 8,", "0.5,2,2,8"})
        CHECK((ui::parseSweptValues(tolerance, QString::fromUtf8(text)) == values));
    CHECK(ui::valuesText(values) == "0.5, 2, 8");
    for (const char* text : {"", "2", "2, 2", " , "})
        CHECK_THROWS_WITH(ui::parseSweptValues(tolerance, text), Contains("two values or more"));
    QStringList many;
    for (int value = 0; value <= ui::mostSweptValues; ++value) many << QString::number(value);
    CHECK_THROWS_WITH(ui::parseSweptValues(tolerance, many.join(' ')), Contains("more than 50"));
    many.removeLast();
    CHECK(ui::parseSweptValues(tolerance, many.join(' ')).size() == ui::mostSweptValues);
    CHECK_THROWS_WITH(ui::parseSweptValues(test::wholeSpec("steps", 2, 100000, 129), "2, 2.5"),
                      Contains("steps: '2.5' is not a whole number from 2 to 100000"));
}
