#include "ui/style/page_style.h"

#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr const char* pageLayout = R"(
body { margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 56rem; margin: 0 auto; padding: 16px 16px 48px; }
h1 { font-size: 24px; line-height: 32px; margin: 16px 0; }
h2 { font-size: 18px; line-height: 24px; margin: 40px 0 8px; }
h3 { font-size: 15px; line-height: 24px; margin: 24px 0 8px; }
h1, h2, h3, p { overflow-wrap: anywhere; }
.scroll:focus-visible { outline: 2px solid var(--text); }
.scroll { overflow-x: auto; background: var(--field); border: 1px solid var(--line);
  border-radius: 4px; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 4px 12px; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; white-space: nowrap; }
tbody th { white-space: normal; overflow-wrap: anywhere; min-width: 9rem; font-weight: inherit; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--muted); font-weight: 600; }
.number { text-align: right; }
pre { margin: 0; padding: 8px 12px; font: 13px/1.5 ui-monospace, monospace; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  gap: 16px; align-items: start; }
.cases { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; }
.plots figure { background: var(--field); border: 1px solid var(--line); border-radius: 4px;
  padding: 8px; }
.plots .scroll { border: 0; margin: 0; }
.plots svg { display: block; width: 100%; min-width: 24rem; height: auto; }
.cases figure { width: 240px; }
.cases img { width: 112px; height: 112px; object-fit: contain; margin-right: 8px; }
figcaption, .note { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
)";

std::string variablesOf(const Theme& theme) {
    const std::pair<const char*, QColor> colours[] = {{"page", theme.window},
                                                      {"field", theme.field},
                                                      {"line", theme.line},
                                                      {"text", theme.text},
                                                      {"muted", theme.muted}};
    std::string text = ":root { color-scheme: light dark;";
    for (const auto& [name, colour] : colours)
        text += std::string(" --") + name + ": " + colour.name().toStdString() + ";";
    return text + " }\n";
}

/// What is grey in a chart for print, in the dark theme's greys: Qt writes colours as attributes,
/// which any rule overrides.
std::string darkCharts() {
    const Theme light = Theme::of(Appearance::Light);
    const Theme dark = Theme::of(Appearance::Dark);
    const std::pair<QColor, QColor> greys[] = {
        {light.text, dark.text}, {light.muted, dark.muted}, {light.gridLine, dark.gridLine}};
    std::string text;
    for (const auto& [from, to] : greys)
        for (const std::string property : {"fill", "stroke"})
            text += ".plots svg [" + property + "=\"" + from.name().toStdString() + "\"] { " +
                    property + ": " + to.name().toStdString() + "; }\n";
    return text;
}

}  // namespace

std::string pageStyle() {
    return variablesOf(Theme::of(Appearance::Light)) + "@media (prefers-color-scheme: dark) {\n" +
           variablesOf(Theme::of(Appearance::Dark)) + darkCharts() + "}" + pageLayout;
}

}  // namespace sigscope::ui
