#include "tests/cases/case_files.h"

#include <catch2/catch.hpp>

namespace sigscope::cases {

QString caseFile(const QString& folder, const QString& name) {
    return QStringLiteral(SIGSCOPE_TEST_DATA "/cases/%1/%2").arg(folder, name);
}

QStringList imageNetPreprocessing(int inputSize, int resize, const QString& interpolation) {
    return {"--input-size",    QString::number(inputSize),
            "--resize",        QString::number(resize),
            "--mean",          "0.485,0.456,0.406",
            "--std",           "0.229,0.224,0.225",
            "--channel-order", "rgb",
            "--range",         "0..1",
            "--interpolation", interpolation};
}

void checkRefused(const app::Ended& ended, const QStringList& words) {
    INFO(ended.err.toStdString());
    CHECK(ended.status == 2);
    CHECK(ended.err.startsWith("sigscope: "));
    CHECK(ended.err.count('\n') == 1);
    CHECK(ended.out.isEmpty());
    for (const QString& word : words) {
        INFO(word.toStdString());
        CHECK(ended.err.contains(word));
    }
}

QString compared(const QString& program, const QString& ours, const QString& expected) {
    const QString reading =
        "import json, sys, numpy as np\n"
        "ours, expected = (np.load(name, allow_pickle=False) for name in sys.argv[1:3])\n";
    const app::Ended ended = app::runPython(reading + program, {ours, expected});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    return ended.out;
}

}  // namespace sigscope::cases
