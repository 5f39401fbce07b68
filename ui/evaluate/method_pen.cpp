#include "ui/evaluate/method_pen.h"

#include <algorithm>
#include <array>

#include "ui/charts/chart_look.h"

namespace sigscope::ui {

QPen methodPen(int method, double width) {
    static const std::array<QColor, 6> colours{QColor(0xd5, 0x5e, 0x00), QColor(0x00, 0x72, 0xb2),
                                               QColor(0x00, 0x9e, 0x73), QColor(0xcc, 0x79, 0xa7),
                                               QColor(0x56, 0xb4, 0xe9), QColor(0xe6, 0x9f, 0x00)};
    constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine,
                                Qt::DashDotDotLine};
    const auto place = static_cast<std::size_t>(std::max(0, method));
    return {colours[place % colours.size()], width, styles[place / colours.size() % styles.size()],
            Qt::RoundCap, Qt::RoundJoin};
}

QPen methodPen(const Catalogue& catalogue, const std::string& name) {
    const auto found = std::ranges::find(catalogue.methods, name, &MethodSpec::name);
    return methodPen(static_cast<int>(found - catalogue.methods.begin()), Theme::curveWidth);
}

std::function<QPen(const std::string& method)> printedMethodPens(const Catalogue& catalogue) {
    return [&catalogue](const std::string& method) {
        if (method == "random")
            return QPen(ChartLook::ofPrint().theme.muted, Theme::curveWidth, Qt::DashLine);
        return methodPen(catalogue, method);
    };
}

}  // namespace sigscope::ui
