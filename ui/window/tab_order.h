#pragma once

#include <vector>

class QWidget;

namespace sigscope::ui {

/// Lets Tab go through these parts of one window in this order, and within each in the order in
/// which its widgets were put there.
void setTabOrderOf(const std::vector<QWidget*>& parts);

}  // namespace sigscope::ui
