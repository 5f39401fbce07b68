#include "ui/style/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// Draws the picture when it is shown, so that it follows the theme and fits every pixel ratio.
class ThemedIcon final : public QIconEngine {
public:
    explicit ThemedIcon(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const Theme& theme = Theme::current();
        const QColor& colour = mode == QIcon::Disabled ? theme.muted : theme.text;
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, {QPoint(), size}, mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemedIcon(*this); }

private:
    QByteArray m_svg;
};

}  // namespace

QIcon icon(const char* name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QIcon(new ThemedIcon(file.readAll()));
}

}  // namespace sigscope::ui
