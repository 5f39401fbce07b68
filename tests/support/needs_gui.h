#pragma once

#include <QGuiApplication>

namespace sigscope::tests {

/// Fonts need an application.
inline void needGui() {
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    static int count = 1;
    static const QGuiApplication application(count, arguments);
}

}  // namespace sigscope::tests
