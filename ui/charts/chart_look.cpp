#include "ui/charts/chart_look.h"

#include "ui/render/figure_page.h"
#include "ui/render/figure_style.h"

namespace sigscope::ui {

ChartLook ChartLook::ofWindow() {
    return {Theme::current(), smallFont()};
}

ChartLook ChartLook::ofPrint() {
    return {Theme::of(Appearance::Light), figureFont(pageTypeSize)};
}

}  // namespace sigscope::ui
