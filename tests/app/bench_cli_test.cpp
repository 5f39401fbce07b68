// The benchmarks as a process.

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;

namespace {

/// The integration benchmark with the tiny network, in a folder that keeps its maps and cases.
class IntegrationWorkplace {
public:
    IntegrationWorkplace() {
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                            m_folder.filePath("net.safetensors")));
    }

    void measure(const QStringList& more = {}) const {
        const Ended ended = runSigscope(
            QStringList{"bench", "integration", photograph, "--model", "net.safetensors",
                        "--device", "cpu", "--of", "logit", "--methods", "ig", "--evaluations",
                        "20", "--no-reference", "--cache", "kept", "-o", "errors.csv"} +
                more,
            m_folder.path());
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == 0);
    }

    [[nodiscard]] QStringList kept(const QString& pattern) const {
        QStringList files;
        const QDir folder(m_folder.filePath("kept"));
        for (const QString& name : folder.entryList({pattern}, QDir::Files, QDir::Name))
            files << folder.filePath(name);
        return files;
    }

    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace

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

TEST_CASE("cli: what the integration benchmark keeps is plain arrays, computed anew if damaged") {
    const IntegrationWorkplace workplace;
    workplace.measure();
    REQUIRE(workplace.kept("*").size() == 2);
    for (const QString& file : workplace.kept("*")) {
        QFile half(file);
        REQUIRE(half.resize(half.size() / 2));
    }
    workplace.measure();
    CHECK(workplace.kept("*").size() == 2);
    const Ended read = runPython(
        "import sys, numpy as np\n"
        "with np.load(sys.argv[1], allow_pickle=False) as kept:\n"
        "    print(kept['maps'].ndim, kept['maps'].dtype, *kept['evaluations'])",
        workplace.kept("*.npz"));
    CHECK(read.out.startsWith("3 float32 16.0 "));
    CHECK(read.out.endsWith(" 513.0\n"));
}

TEST_CASE("cli: the integration benchmark takes nothing from what was made otherwise") {
    const IntegrationWorkplace workplace;
    workplace.measure();
    workplace.measure({"--reference-nodes", "256"});
    CHECK(workplace.kept("*.npz").size() == 2);
    CHECK(workplace.kept("*.json").size() == 2);
    workplace.write("net.json", R"({"preprocessing": {"input_size": 64, "resize": 72,
        "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25], "channel_order": "rgb",
        "range": "0..1", "interpolation": "bilinear"}})");
    workplace.measure();
    CHECK(workplace.kept("*.npz").size() == 3);
    CHECK(workplace.kept("*.json").size() == 3);
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

TEST_CASE("cli: the start is measured in parts that add up to the first gradient") {
    const QStringList arguments{"bench",
                                "start",
                                photograph,
                                "--model",
                                SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                                "--device",
                                "cpu",
                                "--rounds",
                                "2"};
    const Ended ended = runSigscope(arguments + QStringList{"--json"});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    CHECK(ended.err.isEmpty());
    const auto start = nlohmann::ordered_json::parse(ended.out.toStdString());
    std::vector<std::string> names;
    double sum = 0;
    for (const auto& [name, seconds] : start.at("parts").items()) {
        names.push_back(name);
        CHECK(seconds.get<double>() >= 0);
        sum += seconds.get<double>();
    }
    CHECK(names == std::vector<std::string>{"load_libraries", "make_engine", "read_arguments",
                                            "read_picture", "read_weights", "build_network",
                                            "classify", "count_memory", "decompose",
                                            "first_gradient"});
    CHECK(start.at("seconds").get<double>() == Approx(sum));
    CHECK(start.at("second_explanation").get<double>() > 0);
    CHECK(start.at("device") == "CPU");

    const Ended table = runSigscope(arguments);
    CHECK(table.status == 0);
    CHECK(table.out.contains(" on CPU, the median of 2 starts\n"));
    CHECK(table.out.contains(QRegularExpression("\nstart to first gradient +[0-9.]+ s\n")));
}

TEST_CASE("cli: what a start that is measured complains of, it says once") {
    const Ended ended =
        runSigscope({"bench", "start", photograph, "--model", "no-such-model", "--rounds", "3"});
    CHECK(ended.status == 2);
    CHECK(ended.out.isEmpty());
    CHECK(ended.err.count("sigscope: ") == 1);
}

TEST_CASE("cli: the window's benchmark paints no chart anew while it scrubs") {
    const Ended ended = runSigscope({"bench", "window", photograph});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.out.contains("largest event-loop gap during the run"));
    CHECK(ended.out.contains("frame of a scrub step, median"));
    CHECK(ended.out.contains("ten cards: largest event-loop gap"));
    CHECK(ended.out.contains("ten cards: frame of a scrub, median"));
    CHECK(ended.out.contains("ten cards: time over ten single runs'"));
    CHECK(QRegularExpression("ten results: a session of them opens +[0-9.]+ ms\n")
              .match(ended.out)
              .hasMatch());
    CHECK(QRegularExpression("charts painted anew during the scrub +0\n")
              .match(ended.out)
              .hasMatch());
}
