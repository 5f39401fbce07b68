// Maps measured, one by one and over a data set, by the program as a process.

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/app/program.h"

using namespace sigscope::app;

namespace {

constexpr const char* studyModel = SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors";
constexpr int pictureCount = 22;

/// A data set of small pictures in one class folder, and room for studies of it.
class StudyWorkplace {
public:
    StudyWorkplace() {
        REQUIRE(QDir().mkpath(path("data/3")));
        const QDir crops(SIGSCOPE_TEST_DATA "/preprocessing");
        QStringList files = crops.entryList({"crop-*.png"}, QDir::Files, QDir::Name);
        REQUIRE(files.size() >= pictureCount);
        for (const QString& file : files.mid(0, pictureCount))
            REQUIRE(QFile::copy(crops.filePath(file), path("data/3/" + file)));
    }
    [[nodiscard]] QString path(const QString& relative) const {
        return m_folder.filePath(relative);
    }

    [[nodiscard]] QStringList run(const QString& study) const {
        return {"study",    "run",       "data",
                "-o",       study,       "--models",
                studyModel, "--methods", "gradient-x-input,ig",
                "--steps",  "5",         "--metrics",
                "diffid",   "--device",  "cpu"};
    }
    [[nodiscard]] Ended start(const QStringList& arguments) const {
        return runSigscope(arguments, m_folder.path());
    }

    /// All rows of a study as a table.
    [[nodiscard]] QByteArray table(const QString& study) const {
        const Ended ended = start({"study", "report", study, "-o", study + "-tables"});
        INFO(ended.err.toStdString());
        REQUIRE(ended.status == 0);
        return bytesOf(path(study + "-tables/rows.csv"));
    }

private:
    QTemporaryDir m_folder;
};

/// Tells of the transactions that begin in a study's folder: each has a journal.
class JournalWatch {
public:
    explicit JournalWatch(const QString& folder) : m_descriptor(inotify_init1(IN_CLOEXEC)) {
        REQUIRE(QDir().mkpath(folder));
        REQUIRE(inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), IN_CREATE) >=
                0);
    }
    ~JournalWatch() { close(m_descriptor); }
    JournalWatch(const JournalWatch&) = delete;
    JournalWatch& operator=(const JournalWatch&) = delete;

    /// Waits until `count` have begun, or the program has ended.
    void wait(int count, QProcess& program) const {
        while (count > 0 && program.state() != QProcess::NotRunning) {
            pollfd descriptor{m_descriptor, POLLIN, 0};
            if (poll(&descriptor, 1, 50) == 1) count -= begun();
            program.waitForFinished(0);
        }
    }

private:
    [[nodiscard]] int begun() const {
        alignas(inotify_event) char buffer[4096];
        const ssize_t size = read(m_descriptor, buffer, sizeof buffer);
        int count = 0;
        for (ssize_t at = 0; at < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
            count += QByteArray(event->name).endsWith("-journal");
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
        return count;
    }

    int m_descriptor;
};

}  // namespace

TEST_CASE("study cli: killed outright twenty times, it repeats nothing and ends as if never") {
    const StudyWorkplace place;
    const Ended whole = place.start(place.run("whole"));
    INFO(whole.err.toStdString());
    REQUIRE(whole.status == 0);
    CHECK(whole.out ==
          QString("%1 of %1 maps are measured, %1 of them now\n").arg(2 * pictureCount));
    std::mt19937 random(16);
    const JournalWatch watch(place.path("killed"));
    int killed = 0;
    for (int start = 0; start < 20; ++start) {
        QProcess program;
        program.setWorkingDirectory(place.path("."));
        program.start(SIGSCOPE_PROGRAM, place.run("killed"));
        REQUIRE(program.waitForStarted(-1));
        // The first transaction makes the tables where there are none.
        watch.wait(1 + static_cast<int>(random() % 3), program);
        if (program.state() == QProcess::NotRunning) continue;  // It was done before that.
        program.kill();
        REQUIRE(program.waitForFinished(-1));
        ++killed;
    }
    CHECK(killed > 0);
    const Ended last = place.start(place.run("killed"));
    INFO(last.err.toStdString());
    CHECK(last.status == 0);
    CHECK(place.table("killed") == place.table("whole"));
}

TEST_CASE("study cli: shards are merged to the same table, the report has its files") {
    const StudyWorkplace place;
    const QStringList few{"--limit", "3", "--seed", "5"};
    REQUIRE(place.start(place.run("whole") + few).status == 0);
    for (const char* index : {"1", "2"})
        REQUIRE(place
                    .start(place.run(QString("s") + index) + few +
                           QStringList{"--shard", QString(index) + "/2"})
                    .status == 0);
    const Ended lone = place.start({"study", "merge", "s1", "-o", "merged"});
    CHECK(lone.status == 2);
    CHECK(lone.err == "sigscope: study: shard 2 of 2 is missing\n");
    REQUIRE(place.start({"study", "merge", "s1", "s2", "-o", "merged"}).status == 0);
    CHECK(place.table("merged") == place.table("whole"));
    const Ended report =
        place.start({"study", "report", "merged", "--against", "gradient-x-input"});
    CHECK(report.status == 0);
    CHECK(report.out.contains("p against gradient-x-input"));
    for (const char* file : {"summary.csv", "summary.md", "summary.tex", "summary.html"})
        CHECK(QFile::exists(place.path(QString("merged-tables/") + file)));
    CHECK(place.start({"study", "report", "data"}).status == 2);
}

TEST_CASE("study cli: the report is a page with plots and pictures that loads nothing") {
    const StudyWorkplace place;
    REQUIRE(place.start(place.run("study") + QStringList{"--limit", "3", "--keep-maps"}).status ==
            0);
    const Ended report =
        place.start({"study", "report", "study", "-o", "report.html", "-o", "all"});
    INFO(report.err.toStdString());
    REQUIRE(report.status == 0);
    CHECK(report.out == "report.html\n");
    const QByteArray page = bytesOf(place.path("report.html"));
    CHECK(page.startsWith("<!DOCTYPE html>"));
    for (const char* absent : {"<script", "src=\"http", "href=", "url(", "@import"}) {
        INFO(absent);
        CHECK_FALSE(page.contains(absent));
    }
    CHECK(page.count("<svg") == page.count("</svg>"));
    CHECK(page.count("<svg") >= 6);  // Seconds, four curves of DiffID, its distribution.
    // Two of three pictures are the best, one the worst; each with its map.
    CHECK(page.count("<img") == 6);
    CHECK(page.contains("--keep-maps"));
    CHECK(bytesOf(place.path("all/summary.html")) == page);
    CHECK(bytesOf(place.path("all/1-seconds.svg")).contains("gradient-x-input"));
    CHECK(bytesOf(place.path("all/1-seconds.pdf")).startsWith("%PDF-"));

    // Pictures that are gone are told of, in the place of what they showed.
    REQUIRE(QDir(place.path("data")).removeRecursively());
    REQUIRE(place.start({"study", "report", "study", "-o", "later.html"}).status == 0);
    const QByteArray later = bytesOf(place.path("later.html"));
    CHECK(later.count("<img") == 3);
    CHECK(later.contains("is no longer there"));

    const Ended refused =
        place.start({"study", "report", "study", "--metric", "road", "-o", "later.html"});
    CHECK(refused.status == 2);
    CHECK(refused.err == "sigscope: --metric: the study has no values by road\n");
    const Ended asFigure = place.start({"study", "report", "study", "-o", "plots.pdf"});
    CHECK(asFigure.status == 2);
    CHECK(asFigure.err.contains("plots.pdf: a report is a table (.csv, .tex), a page"));
    CHECK_FALSE(QFile::exists(place.path("plots.pdf")));
    // Where nothing is missing, nothing is said.
    const Ended whole = place.start({"study", "report", "study"});
    CHECK(whole.status == 0);
    CHECK(whole.err.isEmpty());
}

TEST_CASE("study cli: the jobs of a cluster are printed, and what they would refuse is refused") {
    const StudyWorkplace place;
    const QStringList submit{"study",    "submit", "-o",        "cluster",
                             "--shards", "3",      "--dry-run", "--"};
    const Ended ended = place.start(
        submit + QStringList{"it's data", "--methods", "gradient-x-input", "--metrics", "diffid"});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.out.contains("#SBATCH --array=1-3\n"));
    CHECK(ended.out.contains(
        "run 'it'\\''s data' '--methods' 'gradient-x-input' '--metrics' 'diffid' --shard "
        "\"$SLURM_ARRAY_TASK_ID\"/3 -o "));
    CHECK(ended.out.contains("/cluster/shard-3' -o "));
    CHECK_FALSE(QFile::exists(place.path("cluster")));
    const Ended refused = place.start(
        submit + QStringList{"data", "--methods", "gradient-x-input", "--metrics", "beauty"});
    CHECK(refused.status == 2);
    CHECK(refused.err.contains("'beauty' is none of"));
}

TEST_CASE("evaluate cli: methods, their results and random maps in one table") {
    const StudyWorkplace place;
    const QString picture = "data/3/crop-224-224x224-bicubic.png";
    const QStringList model{"--model", studyModel, "--device", "cpu"};
    REQUIRE(place
                .start(QStringList{"explain", picture, "--method", "gradient-x-input", "-o",
                                   "map.npz", "-o", "map.svg", "-o", "map.png"} +
                       model)
                .status == 0);
    const QStringList metrics{"--metrics", "deletion,insertion"};
    const Ended json = place.start(QStringList{"evaluate", picture, "map.npz", "--methods",
                                               "gradient-x-input", "--random", "2", "--json"} +
                                   model + metrics);
    INFO(json.err.toStdString());
    REQUIRE(json.status == 0);
    const auto rows = nlohmann::json::parse(json.out.toStdString()).at("rows");
    REQUIRE(rows.size() == 6);
    CHECK(rows[2].at("map") == "random");
    CHECK(rows[2].contains("deviation"));
    CHECK(rows[4].at("map") == "map.npz");
    CHECK(nlohmann::json::parse(json.out.toStdString()).at("definitions").at("insertion") ==
          "--curve-rank signed --curve-step 224");
    // Figures carry the result that they show.
    const Ended figures =
        place.start(QStringList{"evaluate", picture, "map.npz", "map.svg", "map.png", "--json"} +
                    model + metrics);
    INFO(figures.err.toStdString());
    REQUIRE(figures.status == 0);
    const auto same = nlohmann::json::parse(figures.out.toStdString()).at("rows");
    REQUIRE(same.size() == 6);
    CHECK(same[2].at("map") == "map.svg");
    CHECK(same[2].at("value") == same[0].at("value"));
    CHECK(same[4].at("value") == same[0].at("value"));
    // A result says itself what it is of: its picture lies beside it.
    REQUIRE(QFile::copy(place.path(picture), place.path("crop-224-224x224-bicubic.png")));
    REQUIRE(QFile::copy(studyModel, place.path("tiny_net.safetensors")));
    const Ended alone =
        place.start(QStringList{"evaluate", "map.npz", "-o", "table.csv"} + metrics);
    INFO(alone.err.toStdString());
    CHECK(alone.status == 0);
    CHECK(bytesOf(place.path("table.csv")).count('\n') == 3);
    CHECK(place.start(QStringList{"evaluate", "map.npz", "-o", "table.svg"} + metrics).status == 0);
    const QByteArray figure = bytesOf(place.path("table.svg"));
    for (const char* text :
         {">map.npz<", ">deletion<", ">insertion<", ">share of pixels changed<"}) {
        INFO(text);
        CHECK(figure.contains(text));
    }
    // Nothing that is read is replaced by the table.
    const QByteArray before = bytesOf(place.path("map.svg"));
    const Ended onMap = place.start(QStringList{"evaluate", "map.svg", "-o", "map.svg"} + metrics);
    CHECK(onMap.status == 2);
    CHECK(onMap.err.contains("map.svg: is one of the maps to measure; give another name"));
    CHECK(bytesOf(place.path("map.svg")) == before);
    REQUIRE(QFile::copy(place.path(picture), place.path("photo.csv")));
    const Ended onPhoto = place.start(
        QStringList{"evaluate", "photo.csv", "--methods", "gradient-x-input", "-o", "photo.csv"} +
        model + metrics);
    CHECK(onPhoto.status == 2);
    CHECK(onPhoto.err.contains("photo.csv: is the picture to explain; give another name"));
    CHECK(bytesOf(place.path("photo.csv")) == bytesOf(place.path(picture)));
    const Ended refused = place.start(QStringList{"evaluate", "map.npz", "-o", "t.doc"} + metrics);
    CHECK(refused.status == 2);
    CHECK(refused.err.contains("t.doc: is no table; name it .csv, .md, .tex or .html"));
    const Ended unheeded =
        place.start(QStringList{"evaluate", "map.npz", "--support", "share"} + metrics);
    CHECK(unheeded.status == 2);
    CHECK(unheeded.err.contains("--support: none of the metrics heeds it"));
    CHECK(place.start(QStringList{"evaluate", "map.npz", picture, picture} + metrics).status == 2);
    CHECK(
        place.start(QStringList{"evaluate", "gone.png", "--methods", "gradient-x-input"} + metrics)
            .status == 2);
}
