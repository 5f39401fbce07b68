// Results that are computed once more from nothing but themselves, by the program as a process.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

QString name() {
    return "a&b‹ü>.png";
}

QStringList endings() {
    return {"npz", "png", "svg", "pdf", "csv"};
}

/// Says whether two .npz hold the same numbers, and prints the picture's name in the recipe.
const char* const compareNpz = R"(
import json, sys, numpy as np
with np.load(sys.argv[1], allow_pickle=False) as a, np.load(sys.argv[2], allow_pickle=False) as b:
    same = all(np.array_equal(a[k], b[k]) for k in a.files if k != 'recipe')
    sys.stdout.buffer.write(json.dumps([same, json.loads(a['recipe'].item())['image']['name']],
                                       ensure_ascii=False).encode())
)";

/// A folder with a picture of a difficult name and a model.
class RecipeWorkplace {
public:
    RecipeWorkplace() {
        REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/chelsea.png", path(name())));
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                            path("net.safetensors")));
    }
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }

    [[nodiscard]] Ended explain(const QStringList& arguments) const {
        return runSigscope(QStringList{"explain"} + arguments, m_folder.path());
    }

    /// All five kinds of result, of a run that is unlike the default one.
    void computeResults() const {
        QStringList arguments{
            name(),       "--model", "net.safetensors", "--of", "contrast", "--seed", "7",
            "--baseline", "noise",   "--steps",         "17",   "--device", "cpu",    "--method",
            "ig"};
        for (const QString& ending : endings()) arguments << "-o" << "r." + ending;
        const Ended ended = explain(arguments);
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == 0);
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace

TEST_CASE("recipe: every kind of result computes itself once more, to the bit") {
    const RecipeWorkplace workplace;
    workplace.computeResults();
    for (const QString& ending : endings()) {
        const Ended again =
            workplace.explain({"--recipe", "r." + ending, "-o", "again.npz", "--json"});
        INFO(ending.toStdString() << "\n" << again.err.toStdString());
        REQUIRE(again.status == 0);
        CHECK(Json::parse(again.out.toStdString()).contains("against"));
        // The micro-batches of a machine that is busy may be smaller; then it is said.
        CHECK((again.err.isEmpty() || again.err.contains("micro_batch_smallest")));
        const Ended compared =
            runPython(compareNpz, {workplace.path("r.npz"), workplace.path("again.npz")});
        CHECK(Json::parse(compared.out.toStdString()) ==
              Json::array({again.err.isEmpty(), name().toStdString()}));
    }
}

TEST_CASE("recipe: flags replace what it says") {
    const RecipeWorkplace workplace;
    workplace.computeResults();
    const Ended changed = workplace.explain({"--recipe", "r.svg", "--steps", "5", "--json"});
    INFO(changed.err.toStdString());
    REQUIRE(changed.status == 0);
    CHECK(Json::parse(changed.out.toStdString()).at("evaluations") == 5);
    const Ended other = workplace.explain(
        {"--recipe", "r.svg", "--method", "gradient-x-input", "--of", "logit", "--json"});
    INFO(other.err.toStdString());
    REQUIRE(other.status == 0);
    CHECK(Json::parse(other.out.toStdString()).at("evaluations") == 1);
    CHECK_FALSE(Json::parse(other.out.toStdString()).contains("against"));
}

TEST_CASE("recipe: another picture of that name is refused, one that moved is taken") {
    const RecipeWorkplace workplace;
    workplace.computeResults();
    QDir().mkpath(workplace.path("elsewhere"));
    REQUIRE(QFile::rename(workplace.path(name()), workplace.path("elsewhere/" + name())));
    const QStringList recipe{"--recipe", "r.pdf", "-o", "again.npz"};
    const auto refused = [&](const QStringList& arguments, const QString& reason) {
        const Ended ended = workplace.explain(recipe + arguments);
        INFO(ended.err.toStdString());
        CHECK(ended.status == 2);
        CHECK(ended.err.contains(reason));
        CHECK(ended.err.count('\n') == 1);
        CHECK_FALSE(QFile::exists(workplace.path("again.npz")));
    };
    refused({}, "r.pdf: its picture " + name() + " is not beside it");
    REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/coffee.png", workplace.path(name())));
    refused({}, name() + ": is another picture than that of r.pdf");
    refused({name()}, name() + ": is another picture than that of r.pdf");
    CHECK(workplace.explain(recipe + QStringList{"elsewhere/" + name()}).status == 0);
}

TEST_CASE("recipe: a file without one is refused") {
    const RecipeWorkplace workplace;
    const Ended ended = workplace.explain({"--recipe", name()});
    CHECK(ended.status == 2);
    CHECK(ended.err == "sigscope: " + name() + ": holds no recipe\n");
}
