#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace sigscope::app {

/// What a process left.
struct Ended {
    int status = -1;  ///< Exit status; -1 if it crashed or hung.
    QString out;
    QString err;
};

/// A sample that comes with the program.
inline constexpr const char* photograph = SIGSCOPE_SAMPLES "/chelsea.png";

/// Runs the built `sigscope` as a user without a display would, in `folder`. Any Qt application it
/// constructed without forcing a platform of its own would abort it.
[[nodiscard]] Ended runSigscope(const QStringList& arguments, const QString& folder = {});

/// Runs a command of the shell; `arguments` are its $0, $1, …
[[nodiscard]] Ended runShell(const QString& command, const QStringList& arguments);

/// Runs a Python program with NumPy.
[[nodiscard]] Ended runPython(const QString& program, const QStringList& arguments);

/// The content of a file; empty if there is none.
[[nodiscard]] QByteArray bytesOf(const QString& file);

}  // namespace sigscope::app
