// Several pictures, by the program as a process.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/json_agreement.h"
#include "tests/app/program.h"
#include "tests/app/terminal.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

constexpr const char* tinyNet = SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors";

/// A folder with photographs in a folder, where maps are to be written to another.
class PicturesWorkplace {
public:
    PicturesWorkplace() {
        for (const char* folder : {"photos", "maps"}) REQUIRE(QDir().mkpath(path(folder)));
        for (const char* name : {"coffee.png", "rocket.jpg"})
            REQUIRE(
                QFile::copy(QString(SIGSCOPE_SAMPLES "/") + name, path(QString("photos/") + name)));
    }
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }

    void write(const QString& file, const QByteArray& bytes) const {
        QFile stream(path(file));
        REQUIRE(stream.open(QIODevice::WriteOnly));
        stream.write(bytes);
    }

    [[nodiscard]] static QStringList arguments(const QStringList& further) {
        return QStringList{"explain", "--model", tinyNet, "--device", "cpu", "--method", "ig"} +
               further;
    }

    [[nodiscard]] Ended explain(const QStringList& further) const {
        return runSigscope(arguments(QStringList{"--steps", "5"} + further), m_folder.path());
    }

    /// Refused before anything is computed.
    void refuses(const QStringList& further, const QString& reason) const {
        const Ended ended = explain(further);
        INFO(ended.err.toStdString());
        CHECK(ended.status == 2);
        CHECK(ended.err.contains(reason));
        CHECK(ended.err.count('\n') == 1);
        CHECK(ended.out.isEmpty());
        CHECK(maps().isEmpty());
    }

    [[nodiscard]] QStringList maps() const {
        return QDir(path("maps")).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private:
    QTemporaryDir m_folder;
};

/// The objects of JSON Lines.
std::vector<Json> objectsOf(const QString& lines) {
    std::vector<Json> objects;
    for (const QString& line : lines.split('\n', Qt::SkipEmptyParts))
        objects.push_back(Json::parse(line.toStdString()));
    return objects;
}

}  // namespace

TEST_CASE("pictures: a folder's are explained as each alone, and named as their files are") {
    const PicturesWorkplace workplace;
    workplace.write("photos/.hidden.png", "no picture");
    workplace.write("photos/notes.txt", "no picture");
    const Ended all = workplace.explain(
        {"photos", "--json", "-o", "maps/{name}.npz", "-o", "maps/{name}-ig.csv"});
    INFO(all.err.toStdString());
    REQUIRE(all.status == 0);
    CHECK(all.err ==
          "sigscope: note: photos/rocket.jpg: converted from Adobe RGB (1998) to sRGB\n");
    CHECK(workplace.maps() ==
          QStringList{"coffee-ig.csv", "coffee.npz", "rocket-ig.csv", "rocket.npz"});

    const std::vector<Json> objects = objectsOf(all.out);
    REQUIRE(objects.size() == 2);
    const QStringList pictures{"photos/coffee.png", "photos/rocket.jpg"};
    for (int i = 0; i < 2; ++i) {
        const Ended alone =
            workplace.explain({pictures[i], "--json", "-o", QString("alone%1.csv").arg(i)});
        REQUIRE(alone.status == 0);
        Json expected = objectsOf(alone.out).front();
        CHECK_FALSE(expected.contains("image"));
        expected["image"] = pictures[i].toStdString();
        checkAgreement(objects[i], expected);
    }
}

TEST_CASE("pictures: summaries stand under the pictures' names, files are listed") {
    const PicturesWorkplace workplace;
    const Ended summaries = workplace.explain({"photos/rocket.jpg", "photos/coffee.png"});
    CHECK(summaries.status == 0);
    CHECK(summaries.out.startsWith("photos/rocket.jpg\nclass "));
    CHECK(summaries.out.contains("\n\nphotos/coffee.png\nclass "));
    const Ended files = workplace.explain({"photos", "-o", "maps/{name}.png"});
    CHECK(files.status == 0);
    CHECK(files.out == "maps/coffee.png\nmaps/rocket.png\n");
}

TEST_CASE("pictures: one's name stands in its output, too") {
    const PicturesWorkplace workplace;
    const Ended ended = workplace.explain(
        {"photos/coffee.png", "-o", "maps/{name} {name}.csv", "-o", "maps/a.npz"});
    CHECK(ended.status == 0);
    CHECK(ended.out == "maps/coffee coffee.csv\nmaps/a.npz\n");
}

TEST_CASE("pictures: those that fail are named with the reason, and the others are done") {
    const PicturesWorkplace workplace;
    workplace.write("photos/damaged.png", "This is no picture.\n");
    const Ended ended =
        workplace.explain({"photos", "absent.png", "--json", "-o", "maps/{name}.npz"});
    CHECK(ended.status == 1);
    CHECK(ended.err.contains("sigscope: absent.png: there is no such file\n"));
    CHECK(ended.err.contains("sigscope: photos/damaged.png: "));
    CHECK(ended.err.count('\n') == 3);  // And the note of a colour profile.
    CHECK(objectsOf(ended.out).size() == 2);
    CHECK(workplace.maps() == QStringList{"coffee.npz", "rocket.npz"});
}

TEST_CASE("pictures: where nothing can be done, the input is bad") {
    const PicturesWorkplace workplace;
    const Ended ended = workplace.explain({"photos", "--target", "no such class"});
    CHECK(ended.status == 2);
    CHECK(ended.out.isEmpty());
    CHECK(ended.err.contains("sigscope: photos/coffee.png: no class is called 'no such class'"));
    CHECK(ended.err.contains("sigscope: photos/rocket.jpg: no class is called 'no such class'"));
}

TEST_CASE(
    "pictures: outputs that would be written over each other or over what is read are refused") {
    const PicturesWorkplace workplace;
    const QString remedy =
        "maps/a.npz: each of several pictures needs a file of its own; write {name} where the "
        "picture's name is to stand, as in '{name}.npz'";
    workplace.refuses({"photos", "-o", "maps/a.npz"}, remedy);
    workplace.refuses(
        {"photos/coffee.png", "photos/rocket.jpg", "-o", "maps/{name}.csv", "-o", "maps/a.npz"},
        remedy);
    workplace.refuses({"photos", "-o", "none/{name}.npz"}, "there is no folder none");
    workplace.refuses({"photos", "-o", "photos/{name}.png"},
                      "photos/coffee.png: is the picture to explain");
    REQUIRE(
        QFile::copy(workplace.path("photos/coffee.png"), workplace.path("photos/a coffee.png")));
    workplace.refuses({"photos", "-o", "photos/a {name}.png"},
                      "photos/a coffee.png: is one of the pictures to explain");
    REQUIRE(QFile::copy(workplace.path("photos/coffee.png"), workplace.path("coffee.jpg")));
    workplace.refuses({"photos", "coffee.jpg", "-o", "maps/{name}.npz"},
                      "maps/coffee.npz: both photos/coffee.png and coffee.jpg would be written to");
}

TEST_CASE("pictures: a recipe is computed for each, and a folder has to hold some") {
    const PicturesWorkplace workplace;
    REQUIRE(workplace.explain({"photos/coffee.png", "--of", "logit", "-o", "first.csv"}).status ==
            0);
    const Ended ended =
        workplace.explain({"photos", "--recipe", "first.csv", "--json", "-o", "maps/{name}.csv"});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(objectsOf(ended.out).size() == 2);
    CHECK(bytesOf(workplace.path("maps/rocket.csv")).contains("\"of\":\"logit\""));
    CHECK(workplace.explain({"maps"}).err ==
          "sigscope: maps: there are no pictures in this folder\n");
}

TEST_CASE("pictures: progress says which of how many, Ctrl+C keeps what is done") {
    const PicturesWorkplace workplace;
    std::vector<std::string> arguments;
    for (const QString& argument :
         workplace.arguments({workplace.path("photos"), "--steps", "100000", "-o",
                              workplace.path("maps/{name}.csv")}))
        arguments.push_back(argument.toStdString());
    Terminal terminal(SIGSCOPE_PROGRAM, arguments);
    // Once ten gradients are there, the map has its two nodes.
    REQUIRE(terminal.waitFor("1 of 2: Integrating [^\\d]*[1-9][0-9]+/100000"));
    terminal.interrupt();
    CHECK(terminal.wait() == 130);
    CHECK(terminal.text().find("interrupted; 0 of 2 pictures were done, one more in part") !=
          std::string::npos);
    CHECK(workplace.maps() == QStringList{"coffee.csv"});
}
