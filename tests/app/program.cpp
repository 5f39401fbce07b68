#include "tests/app/program.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <fstream>
#include <iterator>

namespace sigscope::app {

namespace {

constexpr int patience = 900'000;  // ms; of a hang alone, however busy the machine is.

Ended run(QProcess& process, const QString& program, const QStringList& arguments) {
    process.start(program, arguments);
    Ended ended;
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return ended;
    }
    if (process.exitStatus() == QProcess::NormalExit) ended.status = process.exitCode();
    ended.out = QString::fromUtf8(process.readAllStandardOutput());
    ended.err = QString::fromUtf8(process.readAllStandardError());
    return ended;
}

}  // namespace

Ended runSigscope(const QStringList& arguments, const QString& folder) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "SIGSCOPE_RESOURCES"})
        environment.remove(variable);
    environment.insert("QT_QPA_PLATFORM", "there-is-no-such-platform");
    process.setProcessEnvironment(environment);
    if (!folder.isEmpty()) process.setWorkingDirectory(folder);
    return run(process, SIGSCOPE_PROGRAM, arguments);
}

Ended runShell(const QString& command, const QStringList& arguments) {
    QProcess process;
    return run(process, "/bin/sh", QStringList{"-c", command} + arguments);
}

Ended runPython(const QString& program, const QStringList& arguments) {
    QProcess process;
    return run(process, SIGSCOPE_PYTHON, QStringList{"-c", program} + arguments);
}

QByteArray bytesOf(const QString& file) {
    std::ifstream stream(file.toStdString(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return QByteArray::fromStdString(bytes);
}

}  // namespace sigscope::app
