#include "ui/charts/chart_look.h"

#include "ui/render/figure_page.h"

namespace sigscope::ui {

ChartLook ChartLook::ofWindow() {
    return {Theme::current(), smallFont()};
}

ChartLook ChartLook::ofPrint(const QString& family) {
    return {Theme::of(Appearance::Light), pageFont(family)};
}

}  // namespace sigscope::ui
