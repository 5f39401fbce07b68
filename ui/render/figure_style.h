#pragma once

#include <QColor>
#include <QFont>
#include <QString>

namespace sigscope::ui {

// How exported figures look, whatever the window's theme. Lengths are in points of the layout.

inline const QColor figureInk(0x1c, 0x1c, 0x1c);
inline const QColor figureMuted(0x66, 0x66, 0x66);
inline const QColor figureHairline(0xd4, 0xd4, 0xd4);

/// The family of their texts, unless another is chosen.
[[nodiscard]] inline QString usualFigureFamily() {
    return QStringLiteral("DejaVu Sans");
}

[[nodiscard]] inline QFont figureFont(int size, QFont::Weight weight = QFont::Normal,
                                      const QString& family = usualFigureFamily()) {
    QFont font(family);
    font.setPixelSize(size);
    font.setWeight(weight);
    return font;
}

}  // namespace sigscope::ui
