#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <catch2/catch.hpp>

#include "ui/style/theme.h"

/// The tests need an application but no display; listing them at build time does neither.
int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    sigscope::ui::applyTheme(application, sigscope::ui::Appearance::Light);
    return Catch::Session().run(argc, argv);
}
