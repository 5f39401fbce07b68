// Cases: pixels that a model is not trained with.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/cases/case_files.h"

using namespace sigscope::cases;
using sigscope::app::Ended;
using sigscope::app::runPython;
using sigscope::app::runSigscope;

namespace {

QStringList once() {
    return {"--method", "gradient-x-input"};
}

/// Runs `explain` with `arguments`, writing `to`; it has to succeed.
void explain(const QStringList& arguments, const QString& to) {
    const Ended ended = runSigscope(QStringList{"explain"} + arguments + QStringList{"-o", to});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
}

/// The picture that EfficientNet-Lite0 was given, from an .npz of `explain`.
QImage seenBy(const QString& npz) {
    const QString pixels = npz + ".rgb";
    const Ended ended = runPython(
        "import sys, numpy as np\n"
        "seen = np.load(sys.argv[1], allow_pickle=False)['input'] * 128 + 127\n"
        "seen.round().astype(np.uint8).transpose(1, 2, 0).tofile(sys.argv[2])\n"
        "print(seen.shape[1], seen.shape[2])\n",
        {npz, pixels});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    const QStringList size = ended.out.trimmed().split(' ');
    QFile file(pixels);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const int width = size[1].toInt();
    return QImage(reinterpret_cast<const uchar*>(bytes.constData()), width, size[0].toInt(),
                  3 * width, QImage::Format_RGB888)
        .copy();
}

/// The largest difference of two pictures' channels, in grey levels.
int difference(const QImage& one, const QImage& other) {
    REQUIRE(one.size() == other.size());
    int largest = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            for (const int d : {qRed(a) - qRed(b), qGreen(a) - qGreen(b), qBlue(a) - qBlue(b)})
                largest = std::max(largest, std::abs(d));
        }
    return largest;
}

QImage torchvisionCrop(const QString& name) {
    return QImage(QStringLiteral(SIGSCOPE_TEST_DATA "/preprocessing/%1.png").arg(name));
}

}  // namespace

TEST_CASE("cases: a model sees the crop that torchvision makes") {
    const QTemporaryDir folder;
    const QString map = folder.filePath("map.npz");
    explain(QStringList{caseFile("resize_rounding", "photo.png")} + once(), map);
    CHECK(difference(seenBy(map), QImage(caseFile("resize_rounding", "expected_crop.png"))) <= 1);
}

TEST_CASE("cases: interpolation, fit and sizes that are no squares, as flags say") {
    const QTemporaryDir folder;
    const QString map = folder.filePath("map.npz");
    const QStringList source{SIGSCOPE_TEST_DATA "/preprocessing/source.png"};
    explain(source + once() + QStringList{"--interpolation", "bilinear"}, map);
    CHECK(difference(seenBy(map), torchvisionCrop("crop-256-224x224-bilinear")) <= 1);
    explain(source + once() + QStringList{"--fit", "squash", "--input-size", "224x320"}, map);
    CHECK(difference(seenBy(map), torchvisionCrop("squash-224x320-bicubic")) <= 1);
    // A result made again from its recipe alone is the same.
    const QString again = folder.filePath("again.npz");
    explain({"--recipe", map, source.front()}, again);
    CHECK(compared("print(int(np.array_equal(ours['attribution'], expected['attribution'])))",
                   again, map) == "1\n");
    // A crop's resize in the recipe does not stand in the way of a squash.
    explain(source + once() + QStringList{"--input-size", "224x320"}, map);
    CHECK(difference(seenBy(map), torchvisionCrop("crop-256-224x320-bicubic")) <= 1);
    explain({"--recipe", map, source.front(), "--fit", "squash"}, again);
    CHECK(difference(seenBy(again), torchvisionCrop("squash-224x320-bicubic")) <= 1);
}

TEST_CASE("cases: an interpolation that nobody said is asked for, never taken") {
    QStringList said = imageNetPreprocessing(64, 72);
    const QStringList network{"explain", caseFile("resize_rounding", "photo.png"), "--model",
                              SIGSCOPE_TEST_DATA "/models/lean_lite0.safetensors"};
    const qsizetype flag = said.indexOf("--interpolation");
    REQUIRE(flag >= 0);
    said.remove(flag, 2);
    checkRefused(runSigscope(network + once() + said),
                 {"lean_lite0.safetensors: its preprocessing is unknown",
                  "--interpolation bicubic|bilinear"});
}

TEST_CASE("cases: what contradicts itself in a preprocessing is refused with the remedy") {
    const QStringList picture{"explain", caseFile("resize_rounding", "photo.png")};
    const auto refusal = [&](const QStringList& flags, const QStringList& words) {
        checkRefused(runSigscope(picture + once() + flags), words);
    };
    refusal({"--fit", "squash", "--resize", "256"}, {"resize: 256 has no place beside fit squash"});
    refusal({"--transform-input", "yes"}, {"transform-input: only GoogLeNet and Inception v3"});
    refusal({"--input-size", "320x8"}, {"--input-size: '320x8' is not a size from 16 to 2048"});
    refusal({"--input-size", "224x448"},
            {"photo.png: resized it is 384 wide and 256 high", "--fit squash"});
}

TEST_CASE("cases: a recipe of before there was a choice means bicubic") {
    const QTemporaryDir folder;
    const QString map = folder.filePath("map.npz");
    explain(QStringList{caseFile("resize_rounding", "photo.png")} + once(), map);
    const QString old = folder.filePath("old.json");
    const Ended written = runPython(
        "import json, sys, numpy as np\n"
        "recipe = json.loads(str(np.load(sys.argv[1], allow_pickle=False)['recipe']))\n"
        "for key in ('interpolation', 'fit'): del recipe['preprocessing'][key]\n"
        "open(sys.argv[2], 'w').write(json.dumps(recipe))\n",
        {map, old});
    INFO(written.err.toStdString());
    REQUIRE(written.status == 0);
    const QString again = folder.filePath("again.npz");
    explain({"--recipe", old, caseFile("resize_rounding", "photo.png")}, again);
    CHECK(compared("print(int(np.array_equal(ours['attribution'], expected['attribution'])))",
                   again, map) == "1\n");
}
