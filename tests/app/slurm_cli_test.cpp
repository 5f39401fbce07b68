// A study as jobs of a real Slurm, of one node on this machine.

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;

namespace {

constexpr const char* slurmStarter = SIGSCOPE_SLURM_STARTER;

/// Slurm with one node, while this lives; or why there is none.
class OneNode {
public:
    OneNode() {
        if (!QFile::exists(slurmStarter)) {
            m_absence = QString("there is no ") + slurmStarter;
            return;
        }
        // The daemons keep standard error open: what they say goes to a file.
        const QString log = m_folder.filePath("start.txt");
        const Ended started =
            runShell("exec timeout 60 \"$0\" start \"$1\" >\"$2\" 2>&1 </dev/null",
                     {slurmStarter, place(), log});
        if (started.status != 0) m_absence = "Slurm did not start: " + bytesOf(log);
        qputenv("SLURM_CONF", QFile::encodeName(place() + "/slurm.conf"));
    }
    ~OneNode() {
        qunsetenv("SLURM_CONF");
        if (QFile::exists(slurmStarter))
            static_cast<void>(runShell("\"$0\" stop \"$1\"", {slurmStarter, place()}));
    }
    OneNode(const OneNode&) = delete;
    OneNode& operator=(const OneNode&) = delete;

    /// Empty if it is there.
    [[nodiscard]] const QString& absence() const { return m_absence; }

private:
    [[nodiscard]] QString place() const { return m_folder.filePath("slurm"); }

    QTemporaryDir m_folder;
    QString m_absence;
};

}  // namespace

TEST_CASE("slurm: a submitted study ends as the one of one process") {
    const OneNode node;
    if (!node.absence().isEmpty()) {
        WARN("skipped: " << node.absence().toStdString());
        return;
    }
    const QTemporaryDir folder;
    REQUIRE(QDir(folder.path()).mkpath("it's data/3"));
    for (const char* crop : {"crop-224-224x224-bicubic.png", "crop-230-224x224-bilinear.png",
                             "crop-232-224x224-bicubic.png"})
        REQUIRE(QFile::copy(QString(SIGSCOPE_TEST_DATA "/preprocessing/") + crop,
                            folder.filePath(QString("it's data/3/") + crop)));
    const QStringList run{
        "it's data", "--models",         SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
        "--methods", "gradient-x-input", "--metrics",
        "deletion",  "--device",         "cpu"};
    REQUIRE(runSigscope(QStringList{"study", "run", "-o", "whole"} + run, folder.path()).status ==
            0);
    const Ended submitted =
        runSigscope(QStringList{"study", "submit", "-o", "cluster", "--shards", "2", "--"} + run,
                    folder.path());
    INFO(submitted.err.toStdString());
    REQUIRE(submitted.status == 0);
    const auto job = QRegularExpression("and as job (\\d+) ").match(submitted.out);
    REQUIRE(job.hasMatch());
    // A job that waits for the last one, and this test for it.
    const Ended waited = runShell("exec srun --dependency=afterany:\"$0\" true", {job.captured(1)});
    INFO(waited.err.toStdString());
    INFO(bytesOf(folder.filePath("cluster/log/shard-1.txt")).toStdString());
    INFO(bytesOf(folder.filePath("cluster/log/merge.txt")).toStdString());
    REQUIRE(waited.status == 0);
    for (const char* study : {"whole", "cluster/merged"})
        REQUIRE(
            runSigscope({"study", "report", study, "-o", QString(study) + "-tables"}, folder.path())
                .status == 0);
    CHECK(bytesOf(folder.filePath("cluster/merged-tables/rows.csv")) ==
          bytesOf(folder.filePath("whole-tables/rows.csv")));
    CHECK(bytesOf(folder.filePath("whole-tables/rows.csv")).count('\n') == 4);
}
