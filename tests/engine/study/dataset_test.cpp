#include "engine/study/dataset.h"

#include <algorithm>
#include <set>

#include "engine/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::study;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// An empty file: readers of data sets look at names alone.
void touch(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file).put('x');
}

std::vector<std::string> namesOf(const std::vector<LabelledPicture>& pictures) {
    std::vector<std::string> names;
    for (const LabelledPicture& picture : pictures) names.push_back(picture.name);
    return names;
}

std::vector<LabelledPicture> numbered(int count) {
    std::vector<LabelledPicture> pictures;
    for (int i = 0; i < count; ++i) {
        const std::string name = "p" + std::to_string(100 + i) + ".png";
        pictures.push_back({name, name});
    }
    return pictures;
}

}  // namespace

TEST_CASE("data sets: class folders name the class, a WordNet id means its index", "[quick]") {
    const TemporaryFolder folder;
    touch(folder.path() / "n02123045" / "b.png");
    touch(folder.path() / "n02123045" / "a.JPG");
    touch(folder.path() / "great_dane" / "c.png");
    touch(folder.path() / "great_dane" / "notes.txt");
    for (const char* layout : {"auto", "folders"}) {
        const auto pictures = readDataset(folder.path(), layout);
        CHECK(namesOf(pictures) ==
              std::vector<std::string>{"great_dane/c.png", "n02123045/a.JPG", "n02123045/b.png"});
        CHECK(pictures[0].label == "great dane");
        CHECK(pictures[1].label == "index:281");  // The tabby.
        CHECK(pictures[2].file == folder.path() / "n02123045" / "b.png");
    }
}

TEST_CASE("data sets: a table has paths, labels, boxes and masks; rows of one picture add boxes",
          "[quick]") {
    const TemporaryFolder folder;
    const auto file =
        folder.write("set.csv", std::string("\xef\xbb\xbfpath,label,x0,y0,x1,y1,mask\r\n"
                                            "\"a, \"\"b\"\".png\",tabby,1,2,30,40,m.png\r\n"
                                            "\"a, \"\"b\"\".png\",tabby,5,6,7,8,\r\n"
                                            "\r\n"
                                            "c.png,7,,,,\r\n"));
    const auto pictures = readDataset(file, "auto");
    REQUIRE(namesOf(pictures) == std::vector<std::string>{"a, \"b\".png", "c.png"});
    CHECK(pictures[0].file == folder.path() / "a, \"b\".png");
    CHECK((pictures[0].object.boxes == std::vector<metrics::Box>{{1, 2, 30, 40}, {5, 6, 7, 8}}));
    CHECK(pictures[0].object.mask == folder.path() / "m.png");
    CHECK(pictures[1].label == "7");
    CHECK(pictures[1].object.boxes.empty());
}

TEST_CASE("data sets: a table may have labels of objects", "[quick]") {
    const TemporaryFolder folder;
    const auto file = folder.write(
        "set.csv", std::string("path,label,labels\na.png,tabby,parts.png\nb.png,tabby,\n"));
    const auto pictures = readDataset(file, "csv");
    CHECK(pictures[0].object.labels == folder.path() / "parts.png");
    CHECK(pictures[1].object.labels.empty());
    CHECK(pictures[0].object.mask.empty());
}

TEST_CASE("data sets: pets by their list, with the boxes that there are", "[quick]") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "annotations" / "xmls");
    static_cast<void>(
        folder.write("annotations/test.txt",
                     std::string("# list\namerican_bulldog_12 2 2 1\nBirman_3 1 1 2\n")));
    static_cast<void>(
        folder.write("annotations/xmls/Birman_3.xml",
                     std::string("<annotation><object><bndbox><xmin>5</xmin><ymin>6</ymin>"
                                 "<xmax>50</xmax><ymax>60</ymax></bndbox></object></annotation>")));
    const auto pictures = readDataset(folder.path(), "auto");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures[0].name == "images/Birman_3.jpg");
    CHECK(pictures[0].label == "Birman");
    // Corners that count from 1 and are inclusive.
    CHECK((pictures[0].object.boxes == std::vector<metrics::Box>{{4, 5, 50, 60}}));
    CHECK(pictures[1].label == "american bulldog");
}

TEST_CASE("data sets: a wrong layout is one sentence", "[quick]") {
    const TemporaryFolder folder;
    touch(folder.path() / "cat.png");
    const auto says = [](const fs::path& place, const std::string& layout, const char* reason) {
        try {
            static_cast<void>(readDataset(place, layout));
            FAIL("was read");
        } catch (const Error& error) {
            CHECK_THAT(error.what(), Contains(reason));
            CHECK_THAT(error.what(), !Contains("\n"));
        }
    };
    says(folder.path(), "auto", "has no folders with pictures in them");
    says(folder.path() / "gone", "auto", "there is no such data set");
    says(folder.path(), "pets", "annotations/test.txt");
    says(folder.path(), "cubes", "'cubes' is none of auto, folders, csv");
    says(folder.write("a.csv", std::string("file,label\nx.png,1\n")), "csv", "has no column path");
    says(folder.write("b.csv", std::string("path,label\nx.png\n")), "csv",
         "row 2: has 1 cells in place of 2");
    says(folder.write("c.csv", std::string("path,label,x0,y0,x1,y1\nx.png,1,5,5,5,9\n")), "csv",
         "has a box without an inside");
    says(folder.write("d.csv", std::string("path,label,x0,y0,x1,y1\nx.png,1,5,5,b,9\n")), "csv",
         "x1 is 'b', which is no whole number");
    says(folder.write("f.csv", std::string("path,label\nx.png,1\nx.png,2\n")), "csv",
         "row 3: x.png has another label in its row above");
    says(folder.write("g.csv", std::string("path,label\nx.png,1\ny.png,2\nx.png,1\n")), "csv",
         "row 4: x.png has a row before, but not just above");
    says(folder.write("h.csv", std::string("path,label,mask\nx.png,1,a.png\nx.png,1,b.png\n")),
         "csv", "row 3: x.png has another mask in its row above");
    says(folder.write("e.csv", std::string("path,label\n")), "csv", "has no pictures");
}

TEST_CASE("data sets: fewer of the same seed are among more, other seeds draw others", "[quick]") {
    const auto few = namesOf(drawn(numbered(50), 5, 3));
    const auto more = namesOf(drawn(numbered(50), 20, 3));
    CHECK(few.size() == 5);
    CHECK(std::ranges::is_sorted(few));
    CHECK(std::ranges::includes(more, few));
    CHECK(namesOf(drawn(numbered(50), 5, 4)) != few);
    CHECK(drawn(numbered(3), 5, 0).size() == 3);
}

TEST_CASE("data sets: shards share the pictures, each has one home", "[quick]") {
    const auto pictures = numbered(11);
    std::multiset<std::string> all;
    for (int index = 1; index <= 3; ++index)
        for (const std::string& name : namesOf(ofShard(pictures, {index, 3}))) all.insert(name);
    const auto names = namesOf(pictures);
    CHECK(std::vector<std::string>(all.begin(), all.end()) == names);
    CHECK(parseShard("3/16") == Shard{3, 16});
    for (const char* text : {"", "3", "0/2", "3/2", "1/2x", "a/2", "1/"})
        CHECK_THROWS_WITH(parseShard(text), Contains("write I/N"));
}
