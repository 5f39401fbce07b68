#include "ui/style/icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

QPixmap drawn(QByteArray svg, const QColor& colour, int pixels) {
    svg.replace("currentColor", colour.name().toLatin1());
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter);
    return pixmap;
}

}  // namespace

QIcon icon(const char* name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int pixels : {16, 24, 32, 48}) {
        icon.addPixmap(drawn(svg, Theme::current().text, pixels), QIcon::Normal);
        icon.addPixmap(drawn(svg, Theme::current().muted, pixels), QIcon::Disabled);
    }
    return icon;
}

}  // namespace sigscope::ui
