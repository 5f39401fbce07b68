#include <matio.h>

#include <opencv2/imgcodecs.hpp>

#include "engine/error.h"
#include "engine/study/cifar10.h"
#include "engine/study/dataset.h"
#include "engine/study/mat_file.h"
#include "engine/study/unpacked_picture.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::study;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

void touchFile(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file).put('x');
}

/// Reading the data set fails with one sentence that has all of `parts`.
void refuses(const fs::path& place, const std::string& layout,
             const std::vector<std::string>& parts) {
    try {
        static_cast<void>(readDataset(place, layout));
        FAIL("was read");
    } catch (const Error& error) {
        for (const std::string& part : parts) CHECK_THAT(error.what(), Contains(part));
        CHECK_THAT(error.what(), !Contains("\n"));
    }
}

void writeVariable(const fs::path& file, matvar_t* variable) {
    mat_t* const mat = Mat_CreateVer(file.c_str(), nullptr, MAT_FT_MAT5);
    REQUIRE(mat != nullptr);
    CHECK(Mat_VarWrite(mat, variable, MAT_COMPRESSION_ZLIB) == 0);
    Mat_VarFree(variable);
    Mat_Close(mat);
}

/// As the flowers have it: a row of bytes, compressed.
fs::path writeLabels(const fs::path& file, std::vector<std::uint8_t> labels) {
    std::size_t shape[] = {1, labels.size()};
    writeVariable(file,
                  Mat_VarCreate("labels", MAT_C_UINT8, MAT_T_UINT8, 2, shape, labels.data(), 0));
    return file;
}

/// As the development kit has it: a structure for each class.
void writeClasses(const fs::path& file,
                  const std::vector<std::pair<double, std::string>>& classes) {
    std::size_t shape[] = {classes.size(), 1};
    const char* fields[] = {"ILSVRC2012_ID", "WNID"};
    matvar_t* const all = Mat_VarCreateStruct("synsets", 2, shape, fields, 2);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        auto [number, name] = classes[i];
        std::size_t one[] = {1, 1};
        std::size_t length[] = {1, name.size()};
        Mat_VarSetStructFieldByName(
            all, fields[0], i,
            Mat_VarCreate(fields[0], MAT_C_DOUBLE, MAT_T_DOUBLE, 2, one, &number, 0));
        Mat_VarSetStructFieldByName(
            all, fields[1], i,
            Mat_VarCreate(fields[1], MAT_C_CHAR, MAT_T_UTF8, 2, length, name.data(), 0));
    }
    writeVariable(file, all);
}

/// A record whose red is `label`, green 10 and blue the pixel's column.
std::string cifarRecordOf(int label) {
    std::string record(1, static_cast<char>(label));
    record.append(1024, static_cast<char>(label)).append(1024, 10);
    for (int pixel = 0; pixel < 1024; ++pixel) record += static_cast<char>(pixel % 32);
    return record;
}

std::string littleEndian(std::size_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i));
    return text;
}

/// "U", the length and the text: Python 2's short string.
std::string shortString(const std::string& text) {
    return "U" + littleEndian(text.size(), 1) + text;
}

/// The records as Python 2 pickled them in protocol 2: {"batch_label": …, "labels": […], "data":
/// a NumPy array of uint8, [N, 3072]}.
std::string pickledBatch(const std::vector<std::string>& records) {
    std::string labels, values;
    for (const std::string& record : records) {
        labels += "K" + record.substr(0, 1);
        values += record.substr(1);
    }
    const std::string zero = std::string("K") + '\0';
    const std::string tuple1 = "\x85", tuple2 = "\x86", tuple3 = "\x87", no = "\x89";
    const std::string array = std::string("cnumpy.core.multiarray\n_reconstruct\n") +
                              "cnumpy\nndarray\n" + zero + tuple1 + shortString("b") + tuple3 + "R";
    const std::string type = std::string("cnumpy\ndtype\n") + shortString("u1") + zero + "K" +
                             littleEndian(1, 1) + tuple3 + "R(K" + littleEndian(3, 1) +
                             shortString("|") + "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff" + zero +
                             "tb";
    const std::string state = "(K" + littleEndian(1, 1) + "M" + littleEndian(records.size(), 2) +
                              "M" + littleEndian(3072, 2) + tuple2 + type + no + "T" +
                              littleEndian(values.size(), 4) + values + "tb";
    return std::string("\x80\x02}(") + shortString("batch_label") + shortString("testing batch") +
           shortString("labels") + "](" + labels + "e" + shortString("data") + array + state + "u.";
}

}  // namespace

TEST_CASE("data sets: flowers by the classes of imagelabels.mat, from 0", "[quick]") {
    const TemporaryFolder folder;
    touchFile(folder.path() / "jpg" / "image_00001.jpg");
    static_cast<void>(writeLabels(folder.path() / "imagelabels.mat", {77, 1, 102}));
    for (const char* layout : {"auto", "flowers"}) {
        const auto pictures = readDataset(folder.path(), layout);
        REQUIRE(pictures.size() == 3);
        CHECK(pictures[0].name == "jpg/image_00001.jpg");
        CHECK(pictures[0].file == folder.path() / "jpg" / "image_00001.jpg");
        CHECK(pictures[0].label == "index:76");
        CHECK(pictures[1].label == "index:0");
        CHECK(pictures[2].label == "index:101");
    }
}

TEST_CASE("data sets: flowers without pictures or labels are refused in one sentence", "[quick]") {
    const TemporaryFolder folder;
    const auto list = folder.path() / "imagelabels.mat";
    refuses(folder.path(), "flowers", {"imagelabels.mat"});
    static_cast<void>(writeLabels(list, {1, 2}));
    refuses(folder.path(), "flowers", {"imagelabels.mat", "in a folder jpg/"});
    fs::create_directories(folder.path() / "jpg");
    static_cast<void>(writeLabels(list, {1, 0}));
    refuses(folder.path(), "flowers", {"picture 2 has a label that is no class"});
    static_cast<void>(folder.write("imagelabels.mat", std::string("labels = 1")));
    refuses(folder.path(), "flowers", {"imagelabels.mat", "is no file of MATLAB's, version 5"});
}

TEST_CASE("mat files: what is damaged or another variable is said", "[quick]") {
    const TemporaryFolder folder;
    const auto file = writeLabels(folder.path() / "labels.mat", {1, 2, 3});
    CHECK((matNumbers(file, "labels") == std::vector<double>{1, 2, 3}));
    CHECK_THROWS_WITH(matNumbers(file, "names"), Contains("has no variable names"));
    CHECK_THROWS_WITH(matFieldNumbers(file, "labels", "WNID"),
                      Contains("labels is no array of structures"));
    fs::resize_file(file, 140);  // The header, and the beginning of what is compressed.
    CHECK_THROWS_AS(matNumbers(file, "labels"), Error);
}

TEST_CASE("data sets: ImageNet's pictures by their ground truth and classes, with boxes",
          "[quick]") {
    const TemporaryFolder folder;
    const auto kit = folder.path() / "ILSVRC2012_devkit_t12" / "data";
    touchFile(folder.path() / "val" / "ILSVRC2012_val_00000003.JPEG");
    touchFile(folder.path() / "val" / "ILSVRC2012_val_00000001.JPEG");
    fs::create_directories(kit);
    const auto truth = "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt";
    static_cast<void>(folder.write(truth, std::string("2\n1\n1\n")));
    // The challenge counts in another order than WordNet's.
    writeClasses(kit / "meta.mat", {{1, "n02123045"}, {2, "n01440764"}});
    static_cast<void>(folder.write("val/ILSVRC2012_val_00000003.xml",
                                   std::string("<bndbox><xmin>5</xmin><ymin>6</ymin>"
                                               "<xmax>50</xmax><ymax>60</ymax></bndbox>")));
    const auto pictures = readDataset(folder.path(), "imagenet");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures[0].label == "index:0");
    CHECK(pictures[0].object.boxes.empty());
    CHECK(pictures[1].name == "ILSVRC2012_val_00000003.JPEG");
    CHECK(pictures[1].label == "index:281");
    CHECK((pictures[1].object.boxes == std::vector<metrics::Box>{{4, 5, 50, 60}}));

    static_cast<void>(folder.write(truth, std::string("2\n1\n")));
    refuses(folder.path(), "imagenet", {"val_00000003.JPEG", "is none of the 2 pictures"});
    static_cast<void>(folder.write(truth, std::string("2\n1\n7\n")));
    refuses(folder.path(), "imagenet", {"ground_truth.txt", "line 3 is no class of meta.mat"});
    static_cast<void>(folder.write(truth, std::string("2\ncat\n")));
    refuses(folder.path(), "imagenet", {"ground_truth.txt", "line 2 is no class from 1 on"});
    fs::remove(folder.path() / truth);
    refuses(folder.path(), "imagenet", {folder.path().string(), "which is in the development kit"});
}

TEST_CASE("data sets: ImageNet's pictures in folders by WordNet id, with boxes", "[quick]") {
    const TemporaryFolder folder;
    touchFile(folder.path() / "n02123045" / "ILSVRC2012_val_00000017.JPEG");
    fs::create_directories(folder.path() / "Annotations" / "CLS-LOC" / "val");
    static_cast<void>(folder.write("Annotations/CLS-LOC/val/ILSVRC2012_val_00000017.xml",
                                   std::string("<bndbox><xmin>1</xmin><ymin>1</ymin>"
                                               "<xmax>2</xmax><ymax>3</ymax></bndbox>")));
    const auto pictures = readDataset(folder.path(), "imagenet");
    REQUIRE(pictures.size() == 1);
    CHECK(pictures[0].label == "index:281");
    CHECK((pictures[0].object.boxes == std::vector<metrics::Box>{{0, 0, 2, 3}}));
}

TEST_CASE("data sets: CIFAR-10's pictures come out of their batch to the value", "[quick]") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "cifar-10-batches-bin");
    static_cast<void>(
        folder.write("cifar-10-batches-bin/test_batch.bin", cifarRecordOf(3) + cifarRecordOf(9)));
    const auto pictures = readDataset(folder.path(), "cifar10");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures[1].name == "test_batch/00001");
    CHECK(pictures[1].label == "index:9");
    const auto file = unpackedPicture(pictures[1], folder.path() / "pictures");
    CHECK(file == folder.path() / "pictures" / "test_batch" / "00001.png");
    const cv::Mat read = cv::imread(file.string());
    REQUIRE((read.rows == 32 && read.cols == 32));
    CHECK((read.at<cv::Vec3b>(5, 7) == cv::Vec3b(7, 10, 9)));  // Blue first.
}

TEST_CASE("data sets: CIFAR-10 for Python has the pictures of the binary version", "[quick]") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "cifar-10-batches-py");
    const std::vector<std::string> records{cifarRecordOf(3), cifarRecordOf(9)};
    static_cast<void>(folder.write("cifar-10-batches-py/test_batch", pickledBatch(records)));
    const auto pictures = readDataset(folder.path(), "cifar10");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures[0].label == "index:3");
    CHECK(pictures[1].name == "test_batch/00001");
    CHECK(pictures[1].label == "index:9");
    const auto batch = readCifarBatch(pictures[0].file);
    CHECK(std::string(batch.begin(), batch.end()) == records[0] + records[1]);
    const Image picture = readCifarPicture(pictures[1].file, 1);
    REQUIRE(picture.pixels.size() == 3072);
    const std::size_t pixel = std::size_t{3} * (5 * 32 + 7);
    CHECK(picture.pixels[pixel] == static_cast<std::uint8_t>(records[1][1 + 5 * 32 + 7]));
    CHECK(picture.pixels[pixel + 2] ==
          static_cast<std::uint8_t>(records[1][1 + 2 * 1024 + 5 * 32 + 7]));
    CHECK_THROWS_WITH(readCifarPicture(pictures[1].file, 2), Contains("ends before picture 2"));
}

TEST_CASE("data sets: a batch for Python is read once, and again once its file has changed",
          "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("test_batch", pickledBatch({cifarRecordOf(3)}));
    const fs::file_time_type written = fs::last_write_time(file);
    const auto red = [&file] { return int{readCifarPicture(file, 0).pixels[0]}; };
    REQUIRE(red() == 3);
    // Of the same stamp: what was read is still what is shown.
    REQUIRE(folder.write("test_batch", pickledBatch({cifarRecordOf(4)})) == file);
    fs::last_write_time(file, written);
    CHECK(red() == 3);
    fs::last_write_time(file, written + std::chrono::seconds(1));
    CHECK(red() == 4);
    // Another batch takes its place, and the first is found again.
    const fs::path other = folder.write("other", pickledBatch({cifarRecordOf(5)}));
    CHECK(int{readCifarPicture(other, 0).pixels[0]} == 5);
    CHECK(red() == 4);
    // What cannot be read leaves nothing behind.
    fs::remove(file);
    CHECK_THROWS_WITH(readCifarPicture(file, 0), Contains("test_batch"));
    CHECK(int{readCifarPicture(other, 0).pixels[0]} == 5);
}

TEST_CASE("data sets: what is no CIFAR-10 is refused in one sentence", "[quick]") {
    const TemporaryFolder folder;
    refuses(folder.path(), "cifar10", {folder.path().string(), "has neither test_batch.bin"});
    refuses(folder.path(), "cifar10-train", {"has neither data_batch_1.bin"});
    touchFile(folder.path() / "test_batch");
    refuses(folder.path(), "cifar10", {"test_batch", "is no batch of CIFAR-10 for Python"});
    const std::string whole = pickledBatch({cifarRecordOf(3)});
    static_cast<void>(folder.write("test_batch", whole.substr(0, whole.size() - 1000)));
    refuses(folder.path(), "cifar10", {"test_batch", "no whole pickle"});
    static_cast<void>(folder.write("test_batch", pickledBatch({cifarRecordOf(10)})));
    refuses(folder.path(), "cifar10", {"picture 0 has a label that is none of the ten classes"});
    static_cast<void>(folder.write("test_batch.bin", cifarRecordOf(3) + "more"));
    refuses(folder.path(), "cifar10", {"test_batch.bin", "no multiple of 3073 bytes"});
    static_cast<void>(folder.write("test_batch.bin", cifarRecordOf(3) + cifarRecordOf(10)));
    refuses(folder.path(), "cifar10", {"test_batch.bin", "picture 1 has the label 10"});
}
