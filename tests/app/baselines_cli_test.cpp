// Several baselines, by the program as a process; its arrays are read back by NumPy.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

const char* const readNpz = R"(
import json, sys, numpy as np
with np.load(sys.argv[1], allow_pickle=False) as a:
    print(json.dumps({
        'spread': [str(a['spread'].dtype), list(a['spread'].shape), float(a['spread'].min())],
        'names': [str(name) for name in a['baseline_names']],
        'lengths': [a[k].shape for k in ('baseline_f', 'baseline_sums',
                    'baseline_integration_errors', 'baseline_path_gaps')],
        'sum': float(a['attribution'].astype('float64').sum()),
        'mean_sum': float(a['baseline_sums'].mean()),
        'recipe': json.loads(a['recipe'].item())['baseline']}))
)";

class BaselineWorkplace {
public:
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }

    [[nodiscard]] Ended explain(const QStringList& arguments) const {
        return runSigscope(
            QStringList{"explain", SIGSCOPE_SAMPLES "/chelsea.png", "--model",
                        SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors", "--device", "cpu"} +
                arguments,
            m_folder.path());
    }

    void refuses(const QStringList& arguments, const QString& reason) const {
        const Ended ended = explain(arguments);
        INFO(ended.err.toStdString());
        CHECK(ended.status == 2);
        CHECK(ended.err.contains(reason));
        CHECK(ended.err.count('\n') == 1);
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace

TEST_CASE("baselines: the mean, the spread and each one's figures are written") {
    const BaselineWorkplace workplace;
    const Ended ended = workplace.explain({"--method", "ig", "--steps", "9", "--baseline", "black",
                                           "--baseline", "noise", "--baseline-count", "2", "--seed",
                                           "3", "--json", "-o", "r.npz", "-o", "r.png"});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    const Json report = Json::parse(ended.out.toStdString());
    REQUIRE(report.at("baselines").size() == 3);
    CHECK(report["baselines"][2]["name"] == "noise (seed 4)");
    CHECK(report["spread"] > 0);
    CHECK(report["evaluations"] == 27);

    const Ended read = runPython(readNpz, {workplace.path("r.npz")});
    INFO(read.err.toStdString());
    const Json npz = Json::parse(read.out.toStdString());
    CHECK(npz["spread"][0] == "float32");
    CHECK(npz["spread"][1] == Json({3, 32, 32}));
    CHECK(npz["spread"][2] >= 0);
    CHECK(npz["names"] == Json({"black", "noise (seed 3)", "noise (seed 4)"}));
    for (const Json& shape : npz["lengths"]) CHECK(shape == Json::array({3}));
    // float32 values of the map.
    CHECK(npz["sum"].get<double>() == Approx(npz["mean_sum"].get<double>()).margin(1e-5));
    CHECK(npz["recipe"] == Json({"black", "noise"}));

    // The figure restores them, too.
    const Ended again = workplace.explain({"--recipe", "r.png", "--json"});
    INFO(again.err.toStdString());
    REQUIRE(again.status == 0);
    CHECK(Json::parse(again.out.toStdString()).at("baselines").size() == 3);
    const Ended single = workplace.explain({"--recipe", "r.png", "--baseline", "mean", "--json"});
    REQUIRE(single.status == 0);
    CHECK_FALSE(Json::parse(single.out.toStdString()).contains("baselines"));
}

TEST_CASE("baselines: pictures are drawn from a folder, and never written over") {
    const BaselineWorkplace workplace;
    REQUIRE(QDir().mkpath(workplace.path("some; pictures")));
    for (const char* name : {"coffee.png", "rocket.jpg"})
        REQUIRE(QFile::copy(QString(SIGSCOPE_SAMPLES "/") + name,
                            workplace.path(QString("some; pictures/") + name)));
    const QStringList request{"--method",       "gradient-x-input", "--baseline",
                              "some; pictures", "--baseline-count", "2"};
    const Ended ended = workplace.explain(request);
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    CHECK(ended.out.contains("from 2 baselines: coffee.png, rocket.jpg"));
    CHECK(ended.out.contains("% of A"));
    workplace.refuses(request + QStringList{"-o", "some; pictures/coffee.png"},
                      "coffee.png: is in the folder of the baselines");
}

TEST_CASE("baselines: a folder called like a name is given with its place") {
    const BaselineWorkplace workplace;
    REQUIRE(QDir().mkpath(workplace.path("black")));
    for (const char* name : {"coffee.png", "rocket.jpg"})
        REQUIRE(QFile::copy(QString(SIGSCOPE_SAMPLES "/") + name,
                            workplace.path(QString("black/") + name)));
    const QStringList request{"--method", "gradient-x-input", "--seed", "1", "--baseline-count",
                              "2",        "--baseline"};
    const Ended ended = workplace.explain(request + QStringList{"./black"});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    CHECK(ended.out.contains("from 2 baselines: coffee.png, rocket.jpg"));
    workplace.refuses(request + QStringList{"./black", "-o", "black/coffee.png"},
                      "coffee.png: is in the folder of the baselines");
    workplace.refuses(request + QStringList{"black"}, "--seed: only --baseline noise or FOLDER");
    CHECK(
        workplace
            .explain({"--method", "gradient-x-input", "--baseline", "black", "-o", "black/new.png"})
            .status == 0);
}

TEST_CASE("baselines: what cannot be combined is refused") {
    const BaselineWorkplace workplace;
    workplace.refuses({"--method", "big", "--baseline", "black", "--baseline", "white"},
                      "big does not use the baseline");
    workplace.refuses({"--baseline-count", "3"}, "baseline-count: only noise");
    workplace.refuses({"--baseline", "noise", "--baseline-count", "0"}, "--baseline-count");
    workplace.refuses({"--baseline", "black", "--baseline", "white", "--seed", "1"},
                      "--seed: only --baseline noise or FOLDER");
    workplace.refuses({"--baseline", "white", "--baseline", "white"}, "white is given twice");
}
