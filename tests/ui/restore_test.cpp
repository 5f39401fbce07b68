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

TEST_CASE("restore: what is not beside it is looked for where the user says", "[quick]") {
    WindowFixture fixture;
    const auto elsewhere = fixture.folder() / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    ui::WindowOptions options;
    options.image = WindowFixture::sample("lost.npz");
    options.askFolder = [&](QWidget*) { return elsewhere; };
    ui::MainWindow& window = fixture.show(options);
    auto* look = window.findChild<QPushButton*>("remedy");
    REQUIRE(window.messageBar().message().contains("lost.png is not beside it"));
    REQUIRE(look->isVisible());
    QTest::mouseClick(look, Qt::LeftButton);  // It is not there either.
    REQUIRE(window.messageBar().message().contains("lost.png is not beside it"));

    std::filesystem::copy(WindowFixture::sample("chelsea.png"), elsewhere / "lost.png");
    QTest::mouseClick(look, Qt::LeftButton);
    CHECK(window.messageBar().message().contains("tabby"));
    CHECK(window.session().request().image == elsewhere / "lost.png");
    CHECK(fixture.engine().runs().empty());
}

TEST_CASE("restore: the folders of recent pictures are searched", "[quick]") {
    WindowFixture fixture;
    std::filesystem::copy(WindowFixture::sample("chelsea.png"), fixture.folder() / "lost.png");
    ui::MainWindow& window = fixture.show();
    window.open(fixture.folder() / "lost.png");
    window.open(WindowFixture::sample("lost.npz"));
    CHECK(window.messageBar().message().contains("tabby"));
    CHECK(window.session().request().image == fixture.folder() / "lost.png");
}

TEST_CASE("restore: it is said when the bits may differ from the recipe's run", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("busy.npz");
    ui::MainWindow& window = fixture.show(options);
    const QString warning = "bits may differ from the recipe's run: threads 2 instead of 1";
    const auto completed = [&](RunId run) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
        REQUIRE(fixture.waitForFrame(run, 1));
    };
    QTest::keyClick(&window, Qt::Key_F5);
    completed(1);
    CHECK(window.messageBar().message().contains(warning));
    // Another request is none of the recipe's.
    window.session().setBaseline(NamedBaseline::Mean);
    completed(2);
    CHECK(window.messageBar().message().isEmpty());
}

TEST_CASE("restore: what cannot be read leaves the window as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("damaged.npz"));
    CHECK(window.messageBar().message().contains("damaged.npz: its recipe is damaged"));
    CHECK(window.session().result());
    CHECK(fixture.shownAlpha() == 1);
}
