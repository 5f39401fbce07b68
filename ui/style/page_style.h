#pragma once

#include <string>

namespace sigscope::ui {

/// The style sheet of an HTML page: light or dark as the reader's system asks for, in the window's
/// colours, readable from 360 px on; what is wider scrolls within itself. Charts for print that
/// stand in the page as SVG (printed_chart.h) follow. Loads nothing.
[[nodiscard]] std::string pageStyle();

}  // namespace sigscope::ui
