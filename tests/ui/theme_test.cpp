#include <QApplication>
#include <QDBusVariant>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/ui/window_fixture.h"
#include "ui/style/icons.h"
#include "ui/style/theme_follower.h"

using namespace sigscope;
using namespace sigscope::ui;
using sigscope::test::WindowFixture;

namespace {

/// Relative luminance and contrast of WCAG 2.
double luminance(const QColor& colour) {
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QColor middleOf(const QIcon& icon) {
    const QImage image = icon.pixmap(QSize(16, 16)).toImage();
    QColor strongest(0, 0, 0, 0);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            if (image.pixelColor(x, y).alpha() > strongest.alpha())
                strongest = image.pixelColor(x, y);
    return strongest;
}

/// Puts the tests' usual theme back.
struct LightAgain {
    ~LightAgain() { applyTheme(*qApp, Appearance::Light); }
};

}  // namespace

TEST_CASE("theme: text can be read in both appearances", "[quick]") {
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = Theme::of(appearance);
        constexpr double readable = 4.5;  // WCAG 2, AA.
        for (const QColor& ground : {theme.window, theme.field, theme.surround})
            for (const QColor& text : {theme.text, theme.muted})
                CHECK(contrast(text, ground) >= readable);
        for (const QColor& text : {theme.curveF, theme.curveSum, theme.error})
            CHECK(contrast(text, theme.field) >= readable);
        CHECK(contrast(theme.accent, theme.window) >= readable);
        CHECK(contrast(theme.onAccent, theme.accent) >= readable);
        CHECK(contrast(theme.text, theme.hover) >= readable);
        constexpr double visible = 3;  // Graphical objects.
        for (const QColor& line : theme.channels) CHECK(contrast(line, theme.field) >= visible);
        CHECK(contrast(theme.warning, theme.field) >= visible);
    }
}

TEST_CASE("theme: follows the desktop while the window is open", "[quick]") {
    const LightAgain after;
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    Appearance desktop = Appearance::Light;
    ThemeFollower follower(*qApp, [&desktop] { return desktop; });
    const QIcon play = icon("play");
    CHECK(middleOf(play) == Theme::of(Appearance::Light).text);

    desktop = Appearance::Dark;
    QEvent change(QEvent::ThemeChange);
    QApplication::sendEvent(&window, &change);
    CHECK(Theme::current().window == Theme::of(Appearance::Dark).window);
    CHECK(window.palette().color(QPalette::Window) == Theme::of(Appearance::Dark).window);
    CHECK(middleOf(play) == Theme::of(Appearance::Dark).text);
    const QImage shot = window.grab().toImage();
    CHECK(shot.pixelColor(window.width() / 2, 4) == Theme::of(Appearance::Dark).window);
}

TEST_CASE("theme: the portal's word counts", "[quick]") {
    const LightAgain after;
    ThemeFollower follower(*qApp, [] { return Appearance::Light; });
    const auto set = [&follower](const char* space, const QVariant& value) {
        follower.takeSetting(space, "color-scheme", QDBusVariant(value));
    };
    set("org.freedesktop.other", 1U);
    CHECK(Theme::current().window == Theme::of(Appearance::Light).window);
    set("org.freedesktop.appearance", 1U);
    CHECK(Theme::current().window == Theme::of(Appearance::Dark).window);
    // The palette may still look light: it is not asked any more.
    QEvent change(QEvent::ThemeChange);
    QApplication::sendEvent(qApp, &change);
    CHECK(Theme::current().window == Theme::of(Appearance::Dark).window);
    set("org.freedesktop.appearance", QVariant::fromValue(QDBusVariant(2U)));
    CHECK(Theme::current().window == Theme::of(Appearance::Light).window);
}

TEST_CASE("theme: what has the focus does not look like what is checked", "[quick]") {
    const LightAgain after;
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        applyTheme(*qApp, appearance);
        WindowFixture::settle();
        auto* checked = window.findChild<QToolButton*>("gates");
        auto* focused = window.findChild<QToolButton*>("radial");
        REQUIRE(checked->isChecked());
        REQUIRE_FALSE(focused->isChecked());
        focused->setFocus(Qt::TabFocusReason);
        REQUIRE(WindowFixture::waitFor([&] { return focused->hasFocus(); }));
        // The upper border, in the middle; edges may be smoothed.
        const auto isOf = [](QWidget& widget, const QColor& colour, const QColor& other) {
            const QColor border = widget.grab().toImage().pixelColor(widget.width() / 2, 0);
            const auto distance = [&border](const QColor& from) {
                return std::abs(border.red() - from.red()) +
                       std::abs(border.green() - from.green()) +
                       std::abs(border.blue() - from.blue());
            };
            return distance(colour) < distance(other);
        };
        CHECK(isOf(*focused, Theme::current().text, Theme::current().accent));
        CHECK(isOf(*checked, Theme::current().accent, Theme::current().text));
    }
}
