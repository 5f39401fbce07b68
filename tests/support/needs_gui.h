#pragma once

#include <QApplication>

namespace sigscope::tests {

/// Fonts and charts need an application.
inline void needGui() {
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    static int count = 1;
    static const QApplication application(count, arguments);
}

}  // namespace sigscope::tests
