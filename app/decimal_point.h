#pragma once

#include <clocale>

namespace sigscope::app {

/// To be called after a Qt application was made: Qt then writes the C library's numbers in the
/// user's language ("0,5"), and ours are read by programs.
inline void keepDecimalPoint() {
    std::setlocale(LC_NUMERIC, "C");
}

}  // namespace sigscope::app
