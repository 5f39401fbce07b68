// The benchmarks as a process.

#include <QRegularExpression>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;

TEST_CASE(
    "cli: the integration benchmark writes its table and figure, and goes on from its cache") {
    const QTemporaryDir folder;
    const QStringList arguments{"bench",    "integration",
                                photograph, "--of",
                                "logit",    "--methods",
                                "ig",       "--evaluations",
                                "20",       "--reference-nodes",
                                "32",       "--no-reference",
                                "--cache",  "kept",
                                "-o",       "errors.csv",
                                "-o",       "errors.svg",
                                "-o",       "errors.pdf"};
    const Ended first = runSigscope(arguments, folder.path());
    CHECK(first.status == 0);
    CHECK(first.out.contains("ig, logit: medians over 1 photographs"));
    const QByteArray table = bytesOf(folder.filePath("errors.csv"));
    CHECK(table.startsWith("image,method,f,rule,evaluations,error"));
    CHECK(table.contains("ig,logit,bisection,20,"));
    CHECK(bytesOf(folder.filePath("errors.svg")).contains("photographs</text>"));
    CHECK(bytesOf(folder.filePath("errors.pdf")).startsWith("%PDF-"));
    // Times are those of the first run: nothing was computed again.
    CHECK(runSigscope(arguments, folder.path()).status == 0);
    CHECK(bytesOf(folder.filePath("errors.csv")) == table);
    const Ended wrong = runSigscope({"bench", "integration", photograph, "-o", "errors.txt"});
    CHECK(wrong.status == 2);
    CHECK(wrong.err.contains("errors.txt: is neither a table (.csv) nor a figure"));
}

TEST_CASE("cli: a benchmark prints its table") {
    const Ended ended = runSigscope({"bench", "gradients", photograph, "--evaluations", "3",
                                     "--rounds", "1", "--device", "cpu"});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.err.isEmpty());
    CHECK(ended.out.contains("\nsig "));
    CHECK(ended.out.contains("\nig "));
}

TEST_CASE("cli: the window's benchmark paints no chart anew while it scrubs") {
    const Ended ended = runSigscope({"bench", "window", photograph});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.out.contains("largest event-loop gap during the run"));
    CHECK(ended.out.contains("frame of a scrub step, median"));
    CHECK(QRegularExpression("charts painted anew during the scrub +0\n")
              .match(ended.out)
              .hasMatch());
}
