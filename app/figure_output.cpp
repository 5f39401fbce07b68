#include "app/figure_output.h"

#include <QApplication>

#include "app/decimal_point.h"

namespace sigscope::app {

namespace {

/// Qt warns about runtime folders and plugins of a desktop that is not wanted here.
void ignoreMessage(QtMsgType, const QMessageLogContext&, const QString&) {}

}  // namespace

Outcome<Done> drawOffscreen(const std::function<Outcome<Done>()>& draw) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QtMessageHandler previous = qInstallMessageHandler(ignoreMessage);
    char name[] = "sigscope";
    char* arguments[] = {name, nullptr};
    int count = 1;
    Outcome<Done> written = Done{};
    {
        const QApplication application(count, arguments);
        keepDecimalPoint();
        written = draw();
    }
    qInstallMessageHandler(previous);
    return written;
}

}  // namespace sigscope::app
