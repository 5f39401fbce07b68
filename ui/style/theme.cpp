#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QStyleFactory>

namespace sigscope::ui {

namespace {

Theme& mutableCurrent() {
    static Theme theme = Theme::of(Appearance::Light);
    return theme;
}

QFont fontOfSize(int pixels) {
    QFont font = QApplication::font();
    font.setPixelSize(pixels);
    return font;
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.field);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.field);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.field);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Mid, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

/// style.qss, its @names replaced by the theme's colours.
QString styleSheetOf(const Theme& theme) {
    QFile file(QStringLiteral(":/style/style.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> colours[] = {
        {"@window", theme.window}, {"@surround", theme.surround}, {"@field", theme.field},
        {"@hover", theme.hover},   {"@line", theme.line},         {"@text", theme.text},
        {"@muted", theme.muted},   {"@accent", theme.accent},     {"@onAccent", theme.onAccent},
        {"@error", theme.error},   {"@warning", theme.warning}};
    for (const auto& [name, colour] : colours)
        sheet.replace(QLatin1String(name) + QLatin1Char(';'), colour.name() + QLatin1Char(';'));
    return sheet;
}

}  // namespace

Theme Theme::of(Appearance appearance) {
    if (appearance == Appearance::Dark)
        return {"#2b2b2b", "#1f1f1f", "#363636", "#424242",
                "#4a4a4a", "#ececec", "#adadad", "#35c4b5",
                "#102523", "#6e6e6e", "#ececec", "#a9a4ff",
                "#ff8a80", "#f2b84b", "#454545", {"#ff8a80", "#7bd88f", "#8ab4ff"}};
    return {"#f2f2f2", "#dcdcdc", "#ffffff", "#e8e8e8",
            "#c6c6c6", "#1c1c1c", "#5c5c5c", "#00786e",
            "#ffffff", "#a3a3a3", "#1c1c1c", "#5a4fcf",
            "#b3261e", "#b26a00", "#e4e4e4", {"#b3261e", "#1b7f3a", "#2457c5"}};
}

const Theme& Theme::current() {
    return mutableCurrent();
}

QFont bodyFont() {
    return fontOfSize(13);
}

QFont smallFont() {
    return fontOfSize(11);
}

Appearance systemAppearance() {
    // Without one of our own the application's palette is the desktop's.
    QApplication::setPalette(QPalette());
    return QApplication::palette().color(QPalette::Window).lightness() < 128 ? Appearance::Dark
                                                                             : Appearance::Light;
}

void applyTheme(QApplication& application, Appearance appearance) {
    mutableCurrent() = Theme::of(appearance);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(Theme::current()));
    QApplication::setFont(bodyFont());
    application.setStyleSheet(styleSheetOf(Theme::current()));
}

}  // namespace sigscope::ui
