// Cases: outputs that are no plain files, protected results, recipes made to harm.
#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cases/case_files.h"

using namespace sigscope;
using namespace sigscope::app;
using namespace sigscope::cases;

namespace {

/// A folder with a small network and a photograph, in which the program is run.
class Workplace {
public:
    Workplace() {
        REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/chelsea.png", path("p.png")));
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                            path("net.safetensors")));
    }
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }

    [[nodiscard]] QStringList entries() const {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    /// Explains the photograph by one gradient.
    [[nodiscard]] Ended explain(const QStringList& arguments) const {
        return runSigscope(quick() + arguments, m_folder.path());
    }

    /// A command of the shell in which "$@" is that explanation.
    [[nodiscard]] Ended shell(const QString& command) const {
        return runShell("cd \"$0\" && { " + command + "; }",
                        QStringList{m_folder.path(), SIGSCOPE_PROGRAM} + quick());
    }

private:
    [[nodiscard]] static QStringList quick() {
        return {"explain", "p.png", "--model", "net.safetensors", "--method", "gradient-x-input"};
    }

    QTemporaryDir m_folder;
};

bool isNpz(const QByteArray& bytes) {
    return bytes.startsWith("PK\3\4");
}

/// What a terminal would act on.
bool steers(const QString& text) {
    return text.contains(QChar(0x1b)) || text.contains(QChar(0x9b)) || text.contains(QChar(0x202e));
}

}  // namespace

TEST_CASE("cases: recipes of a hundred thousand brackets are refused") {
    for (const char* file : {"deep_param.json", "deep_baseline.json"})
        checkRefused(runSigscope({"explain", "--recipe", caseFile("deep_recipe", file)}),
                     {file, "is nested more than 16 levels deep"});
}

TEST_CASE("cases: a write-protected result is refused before the run") {
    const Workplace workplace;
    REQUIRE(workplace.explain({"-o", "keep.npz"}).status == 0);
    const QByteArray kept = bytesOf(workplace.path("keep.npz"));
    REQUIRE(chmod(workplace.path("keep.npz").toLocal8Bit().constData(), 0444) == 0);
    checkRefused(workplace.explain({"--target", "3", "-o", "new.npz", "-o", "keep.npz"}),
                 {"keep.npz: is write-protected; give another name"});
    CHECK(bytesOf(workplace.path("keep.npz")) == kept);
    CHECK_FALSE(QFile::exists(workplace.path("new.npz")));
}

TEST_CASE("cases: a device, a pipe and a link are what they were before") {
    const Workplace workplace;
    const Ended made = workplace.shell("mkdir dev; mknod dev/null c 1 3 && : > dev/null");
    if (made.status == 0) {
        CHECK(workplace.shell("ln -s dev/null device.npz; \"$@\" -o device.npz").status == 0);
        CHECK(workplace.shell("test -c dev/null && test -L device.npz").status == 0);
    } else {
        WARN("this user may not make a device: " << made.err.toStdString());
    }
    // The shell holds both ends, so that neither side waits for the other to open.
    const Ended piped = workplace.shell(
        "mkfifo f.npz; exec 3<>f.npz 4<f.npz; cat <&4 3>&- >got.npz & \"$@\" -o f.npz 3>&- 4<&-; "
        "status=$?; exec 3>&- 4<&-; wait; test -p f.npz && exit $status");
    CHECK(piped.status == 0);
    CHECK(piped.err.isEmpty());
    CHECK(isNpz(bytesOf(workplace.path("got.npz"))));
    // Standard output as a file with an ending: the archive and nothing else.
    const Ended standard = workplace.shell("ln -s /dev/stdout s.npz; \"$@\" -o s.npz | cat >s.bin");
    CHECK(standard.status == 0);
    CHECK(workplace.explain({"-o", "same.npz"}).status == 0);
    CHECK(bytesOf(workplace.path("s.bin")) == bytesOf(workplace.path("same.npz")));
}

TEST_CASE("cases: a link to what is not there yet is followed or refused") {
    const Workplace workplace;
    REQUIRE(QFile::link("nowhere/a.npz", workplace.path("dangling.npz")));
    REQUIRE(QFile::link("there.npz", workplace.path("link.npz")));
    checkRefused(workplace.explain({"-o", "dangling.npz"}),
                 {"dangling.npz: there is no folder ./nowhere"});
    CHECK(workplace.explain({"-o", "link.npz"}).status == 0);
    CHECK(QFile::symLinkTarget(workplace.path("dangling.npz")) == workplace.path("nowhere/a.npz"));
    CHECK(QFile::symLinkTarget(workplace.path("link.npz")) == workplace.path("there.npz"));
    CHECK(isNpz(bytesOf(workplace.path("there.npz"))));
}

TEST_CASE("cases: names that a terminal would act on are spelt out") {
    const QString red = QStringLiteral("\u001b[31mred\u009b0m\u202egnp.exe");
    const Ended missing = runSigscope({"explain", red});
    checkRefused(missing, {"\\u001b[31mred\\u009b0m\\u202egnp.exe: there is no such file"});
    CHECK_FALSE(steers(missing.err));

    const Workplace workplace;
    auto recipe =
        nlohmann::json::parse(bytesOf(caseFile("deep_recipe", "base.json")).toStdString());
    recipe["image"]["name"] = "cat\u202egnp\u009b2J.jpg";
    QFile file(workplace.path("r.json"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(recipe.dump()));
    file.close();
    const Ended lost = runSigscope({"explain", "--recipe", file.fileName()});
    checkRefused(lost, {"its picture cat\\u202egnp\\u009b2J.jpg is not beside it"});
    CHECK_FALSE(steers(lost.err));

    const Ended written = workplace.explain({"-o", red + ".npz"});
    CHECK(written.status == 0);
    CHECK(written.out == "\\u001b[31mred\\u009b0m\\u202egnp.exe.npz\n");
    CHECK(QFile::exists(workplace.path(red + ".npz")));
}

TEST_CASE("cases: class names that a terminal would act on are spelt out, JSON stays JSON") {
    const Workplace workplace;
    nlohmann::json labels = nlohmann::json::array();
    for (int i = 0; i < 10; ++i) labels.push_back("cat\u202e\u009b2J" + std::to_string(i));
    QFile file(workplace.path("net.json"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(nlohmann::json{{"labels", labels}}.dump()));
    file.close();
    const Ended summary = workplace.explain({"--target", "3"});
    INFO(summary.err.toStdString());
    CHECK(summary.status == 0);
    CHECK(summary.out.contains("cat\\u202e\\u009b2J3"));
    CHECK_FALSE(steers(summary.out));
    const Ended report = workplace.explain({"--target", "3", "--json"});
    CHECK_FALSE(steers(report.out));
    CHECK(nlohmann::json::parse(report.out.toStdString()).at("label") == labels[3]);
}

TEST_CASE("cases: a name that is too long is refused before the run") {
    const Workplace workplace;
    const QStringList before = workplace.entries();
    checkRefused(workplace.explain({"-o", QString(300, 'x') + ".npz"}),
                 {"xxx.npz: cannot be written: File name too long"});
    CHECK(workplace.entries() == before);
}

TEST_CASE("cases: a Latin-1 name survives in its result") {
    const Workplace workplace;
    const Ended ended = workplace.shell(
        "name=$(printf 'caf\\351.png'); mv p.png \"$name\"; shift 3; "
        "set -- explain \"$name\" \"$@\"; \"" SIGSCOPE_PROGRAM
        "\" \"$@\" -o r.npz && \"" SIGSCOPE_PROGRAM
        "\" explain --recipe r.npz -o again.npz; status=$?; rm \"$name\"; exit $status");
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.out == "r.npz\nagain.npz\n");
    CHECK(bytesOf(workplace.path("again.npz")) == bytesOf(workplace.path("r.npz")));
}

TEST_CASE("cases: the same request gives the same bytes") {
    const Workplace workplace;
    CHECK(workplace.explain({"-o", "a.npz"}).status == 0);
    CHECK(workplace.explain({"-o", "b.npz"}).status == 0);
    CHECK(isNpz(bytesOf(workplace.path("a.npz"))));
    CHECK(bytesOf(workplace.path("a.npz")) == bytesOf(workplace.path("b.npz")));
}

TEST_CASE("cases: a limit on the size of files is said, and leaves nothing") {
    const Workplace workplace;
    const QStringList before = workplace.entries();
    const Ended ended = workplace.shell("ulimit -f 1; \"$@\" -o map.npz");
    CHECK(ended.status == 1);
    CHECK(ended.err == "sigscope: map.npz: cannot be written: File too large\n");
    CHECK(workplace.entries() == before);
}

TEST_CASE("cases: with standard output closed the status says what was asked for") {
    const Workplace workplace;
    const Ended written = workplace.shell("\"$@\" -o map.npz >&-");
    CHECK(written.status == 0);
    CHECK(written.err.isEmpty());
    CHECK(isNpz(bytesOf(workplace.path("map.npz"))));
    const Ended report = workplace.shell("\"$@\" --json >&-");
    CHECK(report.status == 1);
    CHECK(report.err == "sigscope: cannot write to standard output\n");
}

TEST_CASE("cases: numbers have a point in German too") {
    const Workplace workplace;
    if (workplace.shell("localedef -i de_DE -f UTF-8 ./de_DE.UTF-8").status != 0) {
        WARN("there is no localedef here, or no German");
        return;
    }
    const QString german = "export LOCPATH=. LC_ALL=de_DE.UTF-8; ";
    const Ended ended =
        workplace.shell(german + "\"$@\" --json -o map.png -o map.npz -o again.png");
    CHECK(ended.status == 0);
    const auto report = nlohmann::json::parse(ended.out.toStdString());
    CHECK(report.at("f_input").is_number_float());
    // The figures come first, and with them Qt.
    const Ended bench = workplace.shell(
        german +
        "\"$1\" bench integration p.png --model net.safetensors --methods ig --of logit "
        "--evaluations 9 --reference-nodes 16 --no-reference -o e.svg -o e.csv");
    INFO(bench.err.toStdString());
    REQUIRE(bench.status == 0);
    const QList<QByteArray> table = bytesOf(workplace.path("e.csv")).trimmed().split('\n');
    REQUIRE(table.size() > 1);
    for (const QByteArray& line : table) CHECK(line.count(',') == table.first().count(','));
    CHECK(table.last().contains('.'));
}

TEST_CASE("cases: no output takes the place of what the run reads") {
    const Workplace workplace;
    REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/coffee.png", workplace.path("b.png")));
    REQUIRE(QFile::link("p.png", workplace.path("link.png")));
    const QByteArray picture = bytesOf(workplace.path("p.png"));
    checkRefused(workplace.explain({"-o", "p.png"}), {"p.png: is the picture to explain"});
    checkRefused(workplace.explain({"-o", "link.png"}), {"link.png: is the picture to explain"});
    checkRefused(workplace.explain({"--baseline", "b.png", "-o", "b.png"}),
                 {"b.png: is the baseline"});
    CHECK(bytesOf(workplace.path("p.png")) == picture);
    // A result may be replaced by what its own recipe gives: it has been read by then.
    CHECK(workplace.explain({"-o", "r.npz"}).status == 0);
    const QByteArray result = bytesOf(workplace.path("r.npz"));
    CHECK(runSigscope({"explain", workplace.path("p.png"), "--model",
                       workplace.path("net.safetensors"), "--recipe", workplace.path("r.npz"), "-o",
                       workplace.path("r.npz")})
              .status == 0);
    CHECK(bytesOf(workplace.path("r.npz")) == result);
}
