#pragma once

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/correlation_table.h"

namespace sigscope::test {

/// The table of how much the fast methods' maps agree, once that is told.
inline ui::CorrelationTable& waitForCorrelations(const ui::ComparePage& page) {
    auto* table = page.findChild<ui::CorrelationTable*>();
    REQUIRE(table);
    REQUIRE(WindowFixture::waitFor(
        [&] { return table->accessibleDescription().contains("Gradient × input"); }));
    return *table;
}

/// A page that compares, on an engine whose runs a test lets end.
class ComparedFixture {
public:
    ComparedFixture() {
        m_request.image = WindowFixture::sample("chelsea.png");
        m_page.resize(1000, 700);
        m_page.setSubject(m_request, nullptr);
        m_page.show();
    }

    [[nodiscard]] ui::ComparePage& page() { return m_page; }
    [[nodiscard]] FakeEngine& engine() { return m_engine; }
    [[nodiscard]] const ExplainRequest& request() const { return m_request; }
    [[nodiscard]] const ui::ComparedColumn& column(std::size_t i) {
        return m_page.runs().columns().at(i);
    }
    [[nodiscard]] ui::CompareCard& card(std::size_t i) { return *m_page.cards().at(i); }

    void click(const char* button) {
        QApplication::processEvents();  // What was added to the page is shown by an event.
        auto* found = m_page.findChild<QPushButton*>(QLatin1String(button));
        REQUIRE(found);
        QTest::mouseClick(found, Qt::LeftButton);
    }

    void complete(RunId run, std::size_t i) {
        m_engine.deliverStarted(run);
        m_engine.deliverCompleted(run);
        REQUIRE(WindowFixture::waitFor(
            [&] { return column(i).state == ui::ComparedColumn::State::Done; }));
    }

    /// The fast methods, of which the fake engine has three, computed.
    void compareThree() {
        click("compareFast");
        REQUIRE(m_page.cards().size() == 3);
        for (const RunId run : {1, 2, 3}) complete(run, run - 1);
    }

    /// Of compareThree(), once they are told.
    ui::CorrelationTable& waitForCorrelations() { return test::waitForCorrelations(m_page); }

private:
    FakeEngine m_engine;
    ExplainRequest m_request;
    ui::ComparePage m_page{m_engine};
};

}  // namespace sigscope::test
