// Each tab looks like its reference, in both themes.

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/reference_picture.h"
#include "tests/ui/compare_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/correlation_table.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/style/theme.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// A theme, and after it the tests' usual one again.
class Themed {
public:
    explicit Themed(ui::Appearance appearance) { ui::applyTheme(*qApp, appearance); }
    ~Themed() { ui::applyTheme(*qApp, ui::Appearance::Light); }
    Themed(const Themed&) = delete;
    Themed& operator=(const Themed&) = delete;
};

/// The window as it is seen, at three eighths of its size: small enough for a repository.
QImage smallPicture(ui::MainWindow& window) {
    WindowFixture::settle();
    return window.grab()
        .toImage()
        .scaled(480, 300, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

/// Goes to a tab by its key.
void showTab(ui::MainWindow& window, Qt::Key key, const QWidget& page) {
    QTest::keyClick(&window, key);
    REQUIRE(WindowFixture::waitFor([&] { return page.isVisible(); }));
}

/// The fast methods' maps beside each other, with the table of how much they agree.
void fillCards(WindowFixture& fixture) {
    ui::ComparePage& page = fixture.window().comparePage();
    const RunId before = fixture.engine().newest();
    QTest::mouseClick(page.findChild<QPushButton*>("compareFast"), Qt::LeftButton);
    for (RunId run = before + 1; run <= fixture.engine().newest(); ++run) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
    }
    REQUIRE(WindowFixture::waitFor([&] { return !page.runs().running(); }));
    sigscope::test::waitForCorrelations(page);
}

}  // namespace

TEST_CASE("window: each tab looks like its reference, in the light and in the dark theme",
          "[quick]") {
    for (const auto& [appearance, name] :
         {std::pair(ui::Appearance::Light, "light"), std::pair(ui::Appearance::Dark, "dark")}) {
        const Themed theme(appearance);
        WindowFixture fixture;
        ui::MainWindow& window = fixture.showCompleted();
        const auto check = [&](const char* tab) {
            tests::checkLooksLike(QStringLiteral(SIGSCOPE_TAB_REFERENCES "/%1-%2.png")
                                      .arg(QLatin1String(tab), QLatin1String(name)),
                                  smallPicture(window));
        };
        check("path");
        showTab(window, Qt::Key_2, window.comparePage());
        fillCards(fixture);
        check("compare");
        showTab(window, Qt::Key_3, window.evaluatePage());
        check("evaluate");
        showTab(window, Qt::Key_4, window.figureEditor());
        REQUIRE(WindowFixture::waitFor([&] { return window.figureEditor().figure().has_value(); }));
        check("figure");
    }
}
