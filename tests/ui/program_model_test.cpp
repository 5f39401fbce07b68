// Models that are programs in the window: it asks first, each time, and no means no.

#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
namespace fs = std::filesystem;

namespace {

constexpr const char* program = "nets/net.pt";

/// A window whose question is answered by `allows`; `asked` is what it was about.
struct Asking {
    bool allows = false;
    std::vector<std::string> asked;

    [[nodiscard]] ui::WindowOptions options() {
        ui::WindowOptions options;
        options.askModelFile = [](QWidget*) { return program; };
        options.allowCode = [this](QWidget*, const fs::path& model) {
            asked.push_back(model.filename().string());
            return allows;
        };
        return options;
    }
};

}  // namespace

TEST_CASE("program: opening one asks, and no leaves everything as it was", "[quick]") {
    WindowFixture fixture;
    Asking asking;
    ui::MainWindow& window = fixture.showCompleted(asking.options());
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    CHECK(asking.asked == std::vector<std::string>{"net.pt"});
    CHECK(fixture.engine().newest() == 1);
    CHECK(window.session().request().model == ExplainRequest().model);
    CHECK(window.session().result());
    CHECK(fixture.shownAlpha() == 1);
    CHECK(window.messageBar().message().isEmpty());

    asking.allows = true;
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    CHECK(asking.asked.size() == 2);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs().back().request.model == program);
    CHECK(fixture.engine().runs().back().request.modelCode == ModelCode::Allowed);
    // Other changes are of the same model; another model is not permitted with it.
    window.session().setBaseline(NamedBaseline::Blur);
    CHECK(fixture.engine().runs().back().request.modelCode == ModelCode::Allowed);
    window.session().setModel("net.pth");
    CHECK(fixture.engine().runs().back().request.modelCode == ModelCode::Refused);
}

TEST_CASE("program: it is not remembered for the next window", "[quick]") {
    WindowFixture fixture;
    Asking asking{.allows = true, .asked = {}};
    ui::MainWindow& window = fixture.show(asking.options());
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    window.open(WindowFixture::sample("chelsea.png"));
    CHECK(fixture.engine().runs().back().request.model == program);
    fixture.engine().deliverStarted(fixture.engine().newest());
    WindowFixture::settle();
    fixture.show().open(WindowFixture::sample("chelsea.png"));
    CHECK(fixture.engine().runs().back().request.model == ExplainRequest().model);
    CHECK(fixture.engine().runs().back().request.modelCode == ModelCode::Refused);
}

TEST_CASE("program: restoring a result that was made with one asks again", "[quick]") {
    WindowFixture fixture;
    Asking asking;
    ui::MainWindow& window = fixture.showCompleted(asking.options());
    const auto asked = [&asking](std::size_t times) {  // Files are read on another thread.
        return WindowFixture::waitFor([&] { return asking.asked.size() == times; });
    };
    window.open(WindowFixture::sample("program.npz"));
    REQUIRE(asked(1));
    CHECK(asking.asked == std::vector<std::string>{"net.pt"});
    CHECK(window.session().request().model == ExplainRequest().model);
    CHECK(window.session().result());
    CHECK(fixture.shownAlpha() == 1);

    asking.allows = true;
    window.open(WindowFixture::sample("program.npz"));
    REQUIRE(asked(2));
    CHECK(fixture.engine().newest() == 1);  // Nothing runs yet.
    QTest::keyClick(&window, Qt::Key_F5);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs().back().request.model == "net.pt");
    CHECK(fixture.engine().runs().back().request.modelCode == ModelCode::Allowed);
    // Of weights nothing is asked, and the permission is gone.
    window.open(WindowFixture::sample("result.npz"));
    REQUIRE(WindowFixture::waitFor(
        [&] { return window.messageBar().message().contains("result.npz explains"); }));
    CHECK(asking.asked.size() == 2);
    CHECK(window.session().request().modelCode == ModelCode::Refused);
}
