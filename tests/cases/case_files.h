#pragma once

#include <QString>
#include <QStringList>

#include "tests/app/program.h"

namespace sigscope::cases {

/// A file of a case: tests/data/cases/`folder`/`name`.
[[nodiscard]] QString caseFile(const QString& folder, const QString& name);

/// --input-size … --interpolation of networks that take `inputSize` pixels of a picture resized to
/// `resize`, with ImageNet's mean and standard deviation, as the cases with synthetic weights do.
[[nodiscard]] QStringList imageNetPreprocessing(int inputSize, int resize,
                                                const QString& interpolation = "bilinear");

/// Checks that the program refused: exit status 2, one line on standard error that begins with
/// "sigscope: " and contains each of `words`, and nothing on standard output.
void checkRefused(const app::Ended& ended, const QStringList& words);

/// Reads `ours`, an .npz of `sigscope explain`, and the case's `expected` .npz, and returns what
/// `program` prints, a JSON number or object. `program` sees them as `ours` and `expected`.
[[nodiscard]] QString compared(const QString& program, const QString& ours,
                               const QString& expected);

}  // namespace sigscope::cases
