#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

TEST_CASE("restore: opening a result restores its request and runs nothing", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("result.npz");
    ui::MainWindow& window = fixture.show(options);
    CHECK(fixture.engine().runs().empty());
    CHECK(window.messageBar().message().contains("tabby"));
    CHECK(window.findChild<QComboBox*>("method")->currentData() == "ig");
    CHECK(window.findChild<QComboBox*>("objective")->currentData() == "logit");
    auto* run = window.findChild<QPushButton*>("run");
    REQUIRE(run->isVisible());
    CHECK(run->text() == "Run");

    QTest::mouseClick(run, Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 1);
    const ExplainRequest& request = fixture.engine().runs()[0].request;
    CHECK(request.image == WindowFixture::sample("chelsea.png"));
    CHECK(request.target == "281");
    CHECK(request.parameters.at("steps") == ParameterValue(std::int64_t{33}));
    CHECK(request.tracing == Tracing::Path);
    fixture.engine().deliverStarted(1);
    fixture.engine().deliverCompleted(1);
    CHECK(fixture.waitForFrame(1, 1));
}

TEST_CASE("restore: it replaces what is shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("result.npz"));
    CHECK(fixture.engine().runs().size() == 1);
    CHECK_FALSE(window.session().result());
    CHECK_FALSE(window.requestPanel().picture().hasPicture());
    CHECK_FALSE(window.session().canUndo());
    fixture.engine().deliverPreview(1, 5);  // Too late.
    WindowFixture::settle();
    CHECK(fixture.shownAlpha() == -1);
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(fixture.engine().newest() == 2);
}

TEST_CASE("restore: what cannot be read leaves the window as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("damaged.npz"));
    CHECK(window.messageBar().message().contains("damaged.npz: its recipe is damaged"));
    CHECK(window.session().result());
    CHECK(fixture.shownAlpha() == 1);
}
