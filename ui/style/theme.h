#pragma once

#include <QColor>
#include <QFont>
#include <array>

class QApplication;

namespace sigscope::ui {

enum class Appearance { Light, Dark };

/// The colours and type sizes of the window. Greys are neutral, because the colours of maps are
/// judged against them; the accent marks what can be acted on and the α cursor, nothing else.
struct Theme {
    QColor window;    ///< Menus, panels, status line.
    QColor surround;  ///< Behind pictures and around the panes.
    QColor field;     ///< Inside inputs, lists and charts.
    QColor hover;     ///< A control under the pointer.
    QColor line;      ///< Borders, grid.
    QColor text;
    QColor muted;     ///< Secondary text; still 4.5 : 1 against `window`.
    QColor accent;    ///< At least 4.5 : 1 against `window`.
    QColor onAccent;  ///< Text on the accent.
    QColor bar;       ///< Probability bars of classes that are not explained.
    QColor curveF;    ///< f along the path.
    QColor curveSum;  ///< ΣA.
    QColor error;
    QColor warning;
    QColor gridLine;                 ///< Of charts, on `field`.
    std::array<QColor, 3> channels;  ///< Lines of the red, green and blue channel, on `field`.

    [[nodiscard]] bool isDark() const { return window.lightness() < 128; }

    static constexpr double curveWidth = 1.5;  ///< Of lines in charts, in px.
    static constexpr int grid = 8;  ///< All distances are multiples (or halves) of it, in px.

    [[nodiscard]] static Theme of(Appearance appearance);

    /// The theme that applyTheme set last; the light one before.
    [[nodiscard]] static const Theme& current();
};

/// The two sizes of type: body (13 px) and small (11 px). Digits are those of the system's font,
/// which are tabular in all common interface fonts.
[[nodiscard]] QFont bodyFont();
[[nodiscard]] QFont smallFont();

/// What the desktop asks for, judged by the lightness of its window colour. Takes the palette that
/// applyTheme set away: apply a theme afterwards.
[[nodiscard]] Appearance systemAppearance();

/// Gives the application style, palette, fonts and style sheet.
void applyTheme(QApplication& application, Appearance appearance);

}  // namespace sigscope::ui
