// Cases: pictures that were read wrong, or refused without a helpful word.
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cases/case_files.h"

using sigscope::app::Ended;
using sigscope::app::runPython;
using sigscope::app::runSigscope;
using namespace sigscope::cases;

namespace {

constexpr const char* sample = SIGSCOPE_SAMPLES "/chelsea.png";

/// Explains a picture into `output`; what is on standard error.
QString explained(const QString& picture, const QString& output) {
    const Ended ended =
        runSigscope({"explain", picture, "--method", "gradient-x-input", "-o", output});
    INFO(picture.toStdString() << ": " << ended.err.toStdString());
    CHECK(ended.status == 0);
    return ended.err;
}

/// The largest difference of two results' inputs, in grey levels: a standard deviation of Lite0's
/// preprocessing is 128 of them.
double largestDifference(const QString& a, const QString& b) {
    return compared("print(128 * np.abs(ours['input'] - expected['input']).max())", a, b)
        .toDouble();
}

/// What is refused as any file that a request names.
void checkRefusedEverywhere(const QString& file, const QString& reason) {
    checkRefused(runSigscope({"explain", file}), {file, reason});
    checkRefused(runSigscope({"explain", sample, "--baseline", file}), {file, reason});
    checkRefused(runSigscope({"explain", sample, "--model", file}), {file, reason});
    checkRefused(runSigscope({"models", "check", file}), {file, reason});
    checkRefused(runSigscope({"explain", sample, "--method", "eig", "--vae", file}),
                 {file, reason});
}

/// The largest resident memory of a run of the program, MiB.
int memoryOf(const QStringList& arguments) {
    const QString measuring =
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n";
    const Ended ended = runPython(measuring, QStringList{SIGSCOPE_PROGRAM} + arguments);
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    const int mebibytes = ended.out.toInt();
    REQUIRE(mebibytes > 0);
    return mebibytes;
}

}  // namespace

TEST_CASE("cases: EXIF's orientation is the same in JPEG, PNG, TIFF and WebP") {
    const QTemporaryDir folder;
    const auto result = [&](const char* ending) {
        const QString output = folder.filePath(QString(ending) + ".npz");
        CHECK(explained(caseFile("orientation_png_webp", QString("o.") + ending), output) == "");
        return output;
    };
    const QString png = result("png");
    // Lossless, all three.
    CHECK(largestDifference(result("tiff"), png) == 0);
    CHECK(largestDifference(result("webp"), png) == 0);
    // JPEG misses single pixels at edges by far, but on average by one or two grey levels; a
    // picture that is not turned, or wrongly, misses by more than forty.
    const QString mean = "print(128 * np.abs(ours['input'] - expected['input']).mean())";
    CHECK(compared(mean, result("jpg"), png).toDouble() < 3);
}

TEST_CASE("cases: a fourth band is no transparency unless the file says so") {
    const QTemporaryDir folder;
    const QString plain = folder.filePath("plain.npz");
    CHECK(explained(caseFile("messages_pictures", "bigtiff.tif"), plain) == "");
    for (const char* name : {"rgb_nir.tif", "rgb_zero.tif"}) {
        const QString output = folder.filePath("band.npz");
        const QString said = explained(caseFile("tiff_fourth_band", name), output);
        CHECK(said.startsWith("sigscope: note: "));
        CHECK(said.endsWith(QString(name) +
                            ": has 4 channels, of which only red, green and blue are taken\n"));
        CHECK(largestDifference(output, plain) == 0);
    }
}

TEST_CASE("cases: BigTIFF, CMYK of 16 bits, JPEG 2000 and OS/2's BMP are read alike") {
    const QTemporaryDir folder;
    const QString plain = folder.filePath("plain.npz");
    CHECK(explained(caseFile("messages_pictures", "bigtiff.tif"), plain) == "");
    for (const char* name : {"cmyk16.tif", "photo.jp2", "os2.bmp"}) {
        const QString output = folder.filePath("other.npz");
        CHECK(explained(caseFile("messages_pictures", name), output) == "");
        CHECK(largestDifference(output, plain) == 0);
    }
}

#ifdef SIGSCOPE_READS_HEIF
TEST_CASE("cases: HEIC and AVIF are read as what they were made of") {
    const QTemporaryDir folder;
    const QString plain = folder.filePath("plain.npz");
    CHECK(explained(caseFile("messages_pictures", "bigtiff.tif"), plain) == "");
    const QString mean = "print(128 * np.abs(ours['input'] - expected['input']).mean())";
    for (const char* name : {"photo.heic", "photo.avif"}) {
        const QString output = folder.filePath("other.npz");
        CHECK(explained(caseFile("messages_pictures", name), output) == "");
        // Both lose some: 3.7 and 3.4 levels.
        CHECK(compared(mean, output, plain).toDouble() < 5);
    }
}
#else
TEST_CASE("cases: pictures of formats that are not read are named for what they are") {
    const QString heic = caseFile("messages_pictures", "photo.heic");
    checkRefused(runSigscope({"explain", heic}), {heic, "is a HEIC photograph", "save"});
    const QString avif = caseFile("messages_pictures", "photo.avif");
    checkRefused(runSigscope({"explain", avif}), {avif, "is an AVIF picture", "save"});
}
#endif

TEST_CASE("cases: arrays that NumPy saved are the same picture in each order of their pixels") {
    const QTemporaryDir folder;
    const QString saving =
        "import os, sys\n"
        "import numpy as np\n"
        "os.chdir(sys.argv[1])\n"
        "pixels = np.arange(60 * 80 * 3).reshape(60, 80, 3).astype(np.uint8)\n"
        "planes = pixels.transpose(2, 0, 1)\n"
        "np.save('pixels.npy', pixels)\n"
        "np.save('batch.npy', planes[None])\n"
        "np.save('shares.npy', np.ascontiguousarray(planes) / np.float32(255))\n"
        "np.savez('one.npz', pixels)\n"
        "np.savez_compressed('named.npz', other=pixels, image=planes / 255)\n";
    REQUIRE(runPython(saving, {folder.path()}).status == 0);
    const QString expected = folder.filePath("pixels.result.npz");
    CHECK(explained(folder.filePath("pixels.npy"), expected)
              .endsWith("pixels.npy: is read as [H, W, 3] of uint8\n"));
    for (const char* name : {"batch.npy", "shares.npy", "one.npz", "named.npz"}) {
        const QString output = folder.filePath("other.result.npz");
        CHECK(explained(folder.filePath(name), output).contains("is read as"));
        CHECK(largestDifference(output, expected) == 0);
    }
    // A result is one still, wherever it is given.
    checkRefused(runSigscope({"explain", expected}), {expected, "is a result or a map"});
}

TEST_CASE("cases: 12 bits in 16 are noticed") {
    const QTemporaryDir folder;
    const QString said = explained(caseFile("messages_pictures", "twelve_bits_in_16.tif"),
                                   folder.filePath("dark.npz"));
    CHECK(said.startsWith("sigscope: note: "));
    CHECK(said.contains("twelve_bits_in_16.tif: none of its 16-bit values is above 3216"));
    CHECK(said.contains("12 bits in 16"));
    CHECK(said.count('\n') == 1);
}

TEST_CASE("cases: a pointer of git-lfs is called so, wherever it is given") {
    checkRefusedEverywhere(caseFile("git_lfs_pointer", "weights.pth"), "git lfs pull");
    checkRefusedEverywhere(caseFile("git_lfs_pointer", "photo.png"), "git lfs pull");
}

TEST_CASE("cases: what may not be entered is refused with the system's reason") {
    const QTemporaryDir folder;
    // Root may enter every folder, but no loop.
    REQUIRE(QFile::link("loop", folder.filePath("loop")));
    const QString reason = "cannot be read: Too many levels of symbolic links";
    checkRefusedEverywhere(folder.filePath("loop/x.png"), reason);
    const QString recipe = folder.filePath("loop/x.npz");
    checkRefused(runSigscope({"explain", "--recipe", recipe}), {recipe, reason});
    const QString pictures = folder.filePath("loop");
    checkRefused(runSigscope({"explain", sample, "--baseline", pictures, "--baseline-count", "2"}),
                 {pictures, reason});
}

TEST_CASE("cases: a huge file that is none of its kind is not read into memory") {
    const QTemporaryDir folder;
    const auto sparse = [&folder](const char* name, const QByteArray& head) {
        const QString path = folder.filePath(name);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(head);
        REQUIRE(file.resize(6LL << 30));
        return path;
    };
    const QString picture = sparse("s.jpg", "\xff\xd8\xff\xe0");
    const QString weights = sparse("s.pth", "\xff\xd8\xff\xe0");
    const QString archive = sparse("z.pth", "PK\3\4");
    const QString pickle = sparse("p.pth", "\x80\x02");
    // The program itself takes some hundred MiB.
    constexpr int most = 2048;
    checkRefused(runSigscope({"explain", picture}), {picture, "is larger than 2 GiB"});
    CHECK(memoryOf({"explain", picture}) < most);
    CHECK(memoryOf({"explain", sample, "--baseline", picture}) < most);
    for (const QString& file : {weights, archive, pickle}) {
        checkRefused(runSigscope({"models", "check", file}), {file});
        CHECK(memoryOf({"models", "check", file}) < most);
        CHECK(memoryOf({"explain", sample, "--model", file}) < most);
        CHECK(memoryOf({"explain", sample, "--method", "eig", "--vae", file}) < most);
    }
}

TEST_CASE("cases: weights that go on with a hole are not read into memory") {
    const QTemporaryDir folder;
    for (const QString name : {"legacy.pth", "zip.pth", "plain.safetensors"}) {
        const QString path = folder.filePath(name);
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/weights/" + name, path));
        REQUIRE(QFile(path).resize(6LL << 30));
        INFO(name.toStdString());
        checkRefused(runSigscope({"models", "check", path}), {path});
        CHECK(memoryOf({"models", "check", path}) < 2048);
    }
}

TEST_CASE("cases: hidden files beside pictures are no baselines") {
    const QTemporaryDir folder;
    REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/coffee.png", folder.filePath("coffee.png")));
    QFile hidden(folder.filePath("._coffee.png"));
    REQUIRE(hidden.open(QIODevice::WriteOnly));
    hidden.write("what macOS keeps beside a picture");
    hidden.close();
    checkRefused(
        runSigscope({"explain", sample, "--baseline", folder.path(), "--baseline-count", "2"}),
        {"holds 1 pictures"});
}

TEST_CASE("cases: damaged pictures are refused in one line, whatever a library prints") {
    const QTemporaryDir folder;
    const auto damaged = [&folder](const QString& from, const char* name, double where) {
        QByteArray bytes = sigscope::app::bytesOf(from);
        const auto begin = static_cast<qsizetype>(where * static_cast<double>(bytes.size()));
        for (qsizetype i = begin; i < begin + 30; ++i) bytes[i] = static_cast<char>(~bytes[i]);
        const QString path = folder.filePath(name);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path;
    };
    // In the JPEG the header of the frame: what comes before it is a colour profile.
    for (const QString& file :
         {damaged(sample, "d.png", 0.5), damaged(SIGSCOPE_SAMPLES "/rocket.jpg", "d.jpg", 0.0069),
          damaged(caseFile("orientation_png_webp", "o.webp"), "d.webp", 0.01),
          damaged(caseFile("messages_pictures", "photo.jp2"), "d.jp2", 0.05)})
        checkRefused(runSigscope({"explain", file}), {file});
}
