// Explanations beside each other, by the program as a process; its files are read back by Python.

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/json_agreement.h"
#include "tests/app/program.h"
#include "tests/app/terminal.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

constexpr const char* coffee = SIGSCOPE_SAMPLES "/coffee.png";

/// A folder with a small model.
class CompareWorkplace {
public:
    CompareWorkplace() { addModel("net.safetensors"); }
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }

    void addModel(const QString& name) const {
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors", path(name)));
    }

    [[nodiscard]] Ended compare(const QStringList& arguments) const {
        return runSigscope(QStringList{"compare", coffee, "--device", "cpu"} + arguments,
                           m_folder.path());
    }

    [[nodiscard]] Json report(const QStringList& arguments, int status = 0) const {
        const Ended ended = compare(arguments + QStringList{"--json"});
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == status);
        return Json::parse(ended.out.toStdString());
    }

    /// Refused with one line, before anything is written.
    void refuses(const QStringList& arguments, const QString& reason) const {
        const Ended ended = compare(arguments);
        INFO(ended.err.toStdString());
        CHECK(ended.status == 2);
        CHECK(ended.err.contains(reason));
        CHECK(ended.err.count('\n') == 1);
        CHECK(ended.out.isEmpty());
        CHECK(QDir(m_folder.path()).entryList({"grid*"}, QDir::Files).isEmpty());
    }

    /// What a Python program that reads `file` prints as JSON.
    [[nodiscard]] Json read(const char* program, const QString& file) const {
        const Ended ended = runPython(program, {path(file)});
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == 0);
        return Json::parse(ended.out.toStdString());
    }

private:
    QTemporaryDir m_folder;
};

/// The names of arrays, and Spearman's correlations as NumPy computes them.
const char* const readArrays = R"(
import json, sys, numpy as np
def ranks(values):
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + 1 + ends) / 2)[place]
with np.load(sys.argv[1], allow_pickle=False) as z:
    columns = [str(name) for name in z['columns']]
    kept = [name for name in columns if name + '/attribution' in z.files]
    sums = [np.zeros((32, 32), np.float32) for _ in kept]
    for total, name in zip(sums, kept):
        for channel in np.abs(z[name + '/attribution']):
            total += channel
    print(json.dumps({
        'files': sorted(z.files), 'columns': columns,
        'methods': [json.loads(z[name + '/recipe'].item())['method'] for name in kept],
        'correlation': [[None if np.isnan(v) else v for v in row] for row in z['correlation']],
        'expected': np.corrcoef([ranks(total.ravel()) for total in sums]).tolist()}))
)";

void checkAlike(const Json& found, const Json& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        for (std::size_t j = 0; j < found.size(); ++j)
            CHECK(found[i][j].get<double>() == Approx(expected[i][j].get<double>()).margin(1e-12));
}

QStringList threeMethods() {
    return {"--model", "net.safetensors", "--methods", "sig,ig,gradient-x-input", "--steps", "9"};
}

}  // namespace

TEST_CASE("compare: each column is as explain would have it, and correlated with the others") {
    const CompareWorkplace workplace;
    const Json report = workplace.report(threeMethods() + QStringList{"-o", "grid.npz"});
    REQUIRE(report.size() == 2);
    REQUIRE(report["columns"].size() == 3);
    const QStringList methods{"sig", "ig", "gradient-x-input"};
    for (int i = 0; i < 3; ++i) {
        const QStringList steps = i < 2 ? QStringList{"--steps", "9"} : QStringList();
        const Ended alone =
            runSigscope(QStringList{"explain", coffee, "--device", "cpu", "--json", "--model",
                                    "net.safetensors", "--method", methods[i]} +
                            steps,
                        workplace.path("."));
        REQUIRE(alone.status == 0);
        Json expected = Json::parse(alone.out.toStdString());
        for (const char* key : {"title", "method"}) expected[key] = methods[i].toStdString();
        expected["model"] = "net.safetensors";
        expected["baseline"] = "black";
        checkAgreement(report["columns"][i], expected);
    }
    const Json arrays = workplace.read(readArrays, "grid.npz");
    CHECK(arrays["columns"] == Json({"sig", "ig", "gradient-x-input"}));
    CHECK(arrays["methods"] == arrays["columns"]);
    checkAlike(report["correlation"], arrays["expected"]);
    checkAlike(arrays["correlation"], arrays["expected"]);
}

TEST_CASE("compare: the table has a row for each column") {
    const CompareWorkplace workplace;
    const Json report = workplace.report(threeMethods() + QStringList{"-o", "grid.csv"});
    const Json rows = workplace.read(R"(
import csv, json, sys
print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='')))))
)",
                                     "grid.csv");
    REQUIRE(rows.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const Json& column = report["columns"][i];
        CHECK(rows[i]["column"] == column["title"]);
        CHECK(std::stod(rows[i]["f_input"].get<std::string>()) == column["f_input"]);
        CHECK(column.contains("gap") == (i < 2));  // gradient-x-input has no path.
        if (i < 2)
            CHECK(std::stod(rows[i]["gap"].get<std::string>()) == column["gap"]);
        else
            CHECK(rows[i]["gap"] == "");
        CHECK(std::stoi(rows[i]["evaluations"].get<std::string>()) == column["evaluations"]);
        CHECK(std::stod(rows[i]["correlation with ig"].get<std::string>()) ==
              report["correlation"][i][1]);
        CHECK(rows[i]["error"] == "");
    }
}

TEST_CASE("compare: the figure is drawn on every scale and without a display") {
    const CompareWorkplace workplace;
    workplace.addModel("a&b<c>.safetensors");
    for (const QString scale : {"one", "map", "rank"}) {
        const Ended ended = workplace.compare(
            {"--models", "net.safetensors,a&b<c>.safetensors", "--method", "gradient-x-input",
             "--scale", scale, "-o", "grid.png", "-o", "grid.svg", "-o", "grid.pdf"});
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == 0);
        CHECK(ended.out == "grid.png\ngrid.svg\ngrid.pdf\n");
        CHECK(QImage(workplace.path("grid.png")).width() > 1000);
        CHECK(bytesOf(workplace.path("grid.pdf")).startsWith("%PDF-"));
        QXmlStreamReader reader(bytesOf(workplace.path("grid.svg")));
        QStringList texts;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::Characters)
                texts << reader.text().toString();
        CHECK(reader.errorString().toStdString() == "");
        CHECK(texts.contains("a&b<c>.safetensors"));
        CHECK(texts.contains("Limit") == (scale == "map"));
    }
}

TEST_CASE("compare: columns are all combinations of what varies") {
    const CompareWorkplace workplace;
    const Json report = workplace.report({"--model", "net.safetensors", "--methods",
                                          "ig,gradient-x-input", "--baselines", "white,#ff8000",
                                          "--targets", "1,2", "--of", "logit", "--steps", "5"});
    std::vector<std::string> titles;
    for (const Json& column : report["columns"]) titles.push_back(column["title"]);
    CHECK(titles == std::vector<std::string>{
                        "ig, white, 1", "ig, white, 2", "ig, #ff8000, 1", "ig, #ff8000, 2",
                        "gradient-x-input, white, 1", "gradient-x-input, white, 2",
                        "gradient-x-input, #ff8000, 1", "gradient-x-input, #ff8000, 2"});
    CHECK(report["columns"][3]["target"] == 2);
    CHECK(report["columns"][3]["baseline"] == "#ff8000");
}

TEST_CASE("compare: a column that fails is shown as failed beside the others, with status 1") {
    const CompareWorkplace workplace;
    const QStringList arguments{"--models", "net.safetensors,none.pth",
                                "--method", "ig",
                                "--steps",  "5",
                                "-o",       "grid.npz",
                                "-o",       "grid.svg",
                                "-o",       "grid.csv"};
    const Json report = workplace.report(arguments, 1);
    CHECK(report["columns"][0].contains("target"));
    CHECK(report["columns"][1]["title"] == "none.pth");
    const std::string reason = report["columns"][1]["error"];
    CHECK(reason.starts_with("none.pth: "));
    CHECK(report["correlation"] == Json::parse("[[1.0, null], [null, null]]"));
    CHECK(workplace.compare(arguments).err == QString::fromStdString("sigscope: " + reason + "\n"));
    CHECK(bytesOf(workplace.path("grid.svg")).contains("none.pth"));
    CHECK(bytesOf(workplace.path("grid.csv")).contains("\nnone.pth,ig,none.pth,black,,"));
    const Json arrays = workplace.read(readArrays, "grid.npz");
    CHECK(arrays["columns"] == Json({"net.safetensors", "none.pth"}));
    CHECK(arrays["correlation"] == report["correlation"]);
}

TEST_CASE(
    "compare: where no column can be computed, nothing is written, and the reason said once") {
    const CompareWorkplace workplace;
    workplace.refuses({"--model", "none.pth", "--methods", "ig,sig", "-o", "grid.csv"}, "none.pth");
    workplace.refuses(
        {"--model", "net.safetensors", "--methods", "ig,sig", "--target", "none", "-o", "grid.csv"},
        "no class is called 'none'");
}

TEST_CASE("compare: what makes no sense is refused") {
    const CompareWorkplace workplace;
    workplace.refuses({}, "--methods, --baselines, --models or --targets is required");
    workplace.refuses({"--methods", "ig,magic"}, "'magic' is none of");
    workplace.refuses({"--methods", "ig,sig,ig"}, "--methods: ig is given twice");
    workplace.refuses({"--methods", "ig,sig", "--method", "big"}, "--method");
    workplace.refuses({"--methods", "ig,gradient-x-input", "--overlap", "0.1"},
                      "--overlap: ig, gradient-x-input have no overlap; sig, idgi have");
    workplace.refuses({"--methods", "ig,sig", "--scale", "log"}, "--scale");
    workplace.refuses({"--methods", "ig,sig", "-o", "grid.tiff"}, "grid.tiff: unknown ending");
    workplace.refuses({"--methods", "ig,sig", "-o", "none/grid.png"}, "there is no folder none");
    workplace.refuses({"--methods", "ig,sig", "--model", "net.safetensors", "-o", coffee},
                      "is the picture to explain");
    const Ended absent = runSigscope({"compare", "none.png", "--methods", "ig,sig"});
    CHECK(absent.status == 2);
    CHECK(absent.err == "sigscope: none.png: there is no such file\n");
}

TEST_CASE("compare: the summary has a table of the columns and one of the correlations") {
    const CompareWorkplace workplace;
    const Ended ended = workplace.compare(threeMethods());
    CHECK(ended.status == 0);
    CHECK(ended.err.isEmpty());
    const QStringList lines = ended.out.split('\n');
    REQUIRE(lines.size() == 11);  // The last line ends.
    CHECK(lines[0].simplified() ==
          "column evaluations seconds map error integration error path gap");
    CHECK(lines[1].startsWith("sig "));
    CHECK(lines[3].trimmed().endsWith("–"));  // gradient-x-input has no path.
    CHECK(lines[5] == "rank correlation of |A|");
    CHECK(lines[7].simplified().startsWith("sig 1.000 "));
    for (int row = 7; row < 10; ++row) {
        const QStringList fields = lines[row].simplified().split(' ');
        CHECK(fields.size() == 4);
        CHECK(fields[row - 6] == "1.000");
    }
}

TEST_CASE("compare: progress says which column, Ctrl+C keeps what there is") {
    const CompareWorkplace workplace;
    std::vector<std::string> arguments;
    for (const QString& argument :
         {QString("compare"), QString(coffee), QString("--device"), QString("cpu"),
          QString("--model"), workplace.path("net.safetensors"), QString("--methods"),
          QString("ig,sig"), QString("--steps"), QString("100000"), QString("--json"),
          QString("-o"), workplace.path("grid.svg")})
        arguments.push_back(argument.toStdString());
    Terminal terminal(SIGSCOPE_PROGRAM, arguments);
    // Once ten gradients are there, the map has its two nodes.
    REQUIRE(terminal.waitFor("1 of 2 \\(ig\\): Integrating [^\\d]*[1-9][0-9]+/100000"));
    terminal.interrupt();
    CHECK(terminal.wait() == 130);
    const std::string& text = terminal.text();
    CHECK(text.find("\"partial\":true") != std::string::npos);
    CHECK(text.find("\"error\":\"not computed\"") != std::string::npos);
    CHECK(text.find("interrupted; 0 of 2 columns were done") != std::string::npos);
    CHECK(bytesOf(workplace.path("grid.svg")).contains("not computed"));
}
