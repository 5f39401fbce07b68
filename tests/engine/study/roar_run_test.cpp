#include <fstream>

#include "engine/api/roar.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using Catch::Contains;

namespace {

namespace fs = std::filesystem;

/// A record of two classes that differ in colour, and a little from picture to picture.
std::string roarRecord(int number) {
    const int label = number % 2;
    std::string record(1, static_cast<char>(label));
    for (int channel = 0; channel < 3; ++channel)
        for (int pixel = 0; pixel < 1024; ++pixel)
            record += static_cast<char>((channel == label ? 180 : 40) +
                                        (31 * pixel + 17 * number + 7 * channel) % 61);
    return record;
}

/// CIFAR-10 of 40 pictures to train with and 20 to test, and room for what is trained.
class SmallCifar {
public:
    SmallCifar() {
        int number = 0;
        fs::create_directories(m_folder.path() / "data");
        for (const char* batch : {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4",
                                  "data_batch_5", "test_batch"}) {
            std::string bytes;
            const int count = std::string(batch) == "test_batch" ? 20 : 8;
            for (int i = 0; i < count; ++i) bytes += roarRecord(number++);
            static_cast<void>(m_folder.write("data/" + std::string(batch) + ".bin", bytes));
        }
    }

    [[nodiscard]] fs::path at(const std::string& name) const { return m_folder.path() / name; }

    [[nodiscard]] RoarRequest request() const {
        RoarRequest request;
        request.dataset = at("data");
        request.methods = {{"gradient-x-input"}, {"random"}};
        request.size = {.pictures = 32, .classifierEpochs = 2, .epochs = 2, .width = 2, .batch = 8};
        request.ratios = {0.3, 0.7};
        request.device = "cpu";
        return request;
    }

private:
    tests::TemporaryFolder m_folder;
};

Roar roarOf(const std::variant<Roar, RunFailure>& end) {
    if (const auto* failure = std::get_if<RunFailure>(&end)) FAIL(failure->message);
    return std::get<Roar>(end);
}

std::string whyNot(const std::variant<Roar, RunFailure>& end) {
    REQUIRE(std::holds_alternative<RunFailure>(end));
    return std::get<RunFailure>(end).message;
}

std::string csvOf(const Roar& roar) {
    return tableText(roarTable(roar), TableFormat::Csv);
}

/// Asks to stop when so many epochs or parts of maps were begun.
class StopAtWork {
public:
    explicit StopAtWork(int count) : m_left(count) {}
    void operator()(const BenchmarkProgress& progress) {
        CHECK(progress.step < progress.total);
        if (m_left-- == 0) m_stop.request_stop();
    }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    int m_left;
    std::stop_source m_stop;
};

}  // namespace

TEST_CASE("roar: stopped within any epoch or map it ends with the table of an undisturbed run") {
    const SmallCifar place;
    const RoarRequest request = place.request();
    const Roar whole = roarOf(runRoar(request, place.at("whole")));
    CHECK_FALSE(whole.partial);
    REQUIRE(whole.rows.size() == 2);
    CHECK(whole.rows[0].accuracies.size() == 2);
    // 2 epochs, then for each method a part of maps and 2 × 2 epochs.
    for (const int count : {1, 1, 0, 3, 4}) {
        StopAtWork stop(count);
        CHECK(roarOf(runRoar(request, place.at("parts"), std::ref(stop), stop.token())).partial);
    }
    CHECK(csvOf(roarOf(runRoar(request, place.at("parts")))) == csvOf(whole));
    // All is there: nothing is begun any more.
    StopAtWork nothing(0);
    const Roar again =
        roarOf(runRoar(request, place.at("parts"), std::ref(nothing), nothing.token()));
    CHECK_FALSE(again.partial);
    CHECK(csvOf(again) == csvOf(whole));
}

TEST_CASE("roar: the original protocol masks the test pictures, too") {
    const SmallCifar place;
    RoarRequest request = place.request();
    request.methods = {{"gradient-x-input"}};
    request.protocol = RoarProtocol::Original;
    const Roar roar = roarOf(runRoar(request, place.at("original")));
    CHECK(roar.rows.size() == 1);
    CHECK(fs::exists(place.at("original") / "maps" / "gradient-x-input" / "test" /
                     "000000.safetensors"));
    CHECK_THAT(csvOf(roar), Contains("original, quick: 32 pictures, 2 epochs, width 2"));
}

TEST_CASE("roar: every row says what is less than published", "[quick]") {
    Roar roar;
    CHECK(roarTitle(roar) == "published");
    roar.size = quickRoar();
    roar.ratios = {0.5};
    roar.rows = {{"sig", {{0.5, 0.25}}, {0.5, 0.25}}};
    const Table table = roarTable(roar);
    REQUIRE(table.rows.size() == 2);
    for (const auto& row : table.rows)
        CHECK(row[1] == "published, quick: 5000 pictures, 10 epochs");
    CHECK((table.rows[0][4] == "0.5" && table.rows[1][4] == "0.25"));
}

TEST_CASE("roar: a folder of another request, a damaged checkpoint and no data are one sentence") {
    const SmallCifar place;
    RoarRequest request = place.request();
    request.methods = {{"random"}};
    static_cast<void>(roarOf(runRoar(request, place.at("study"))));
    request.seed = 1;
    CHECK_THAT(whyNot(runRoar(request, place.at("study"))),
               Contains("holds another study, of other seed"));
    request.seed = 0;
    const auto checkpoint = place.at("study") / "trainings" / "classifier.safetensors";
    fs::resize_file(checkpoint, fs::file_size(checkpoint) / 2);
    CHECK_THAT(whyNot(runRoar(request, place.at("study"))), Contains(checkpoint.string()));
    request.dataset = place.at("gone");
    CHECK_THAT(whyNot(runRoar(request, place.at("none"))),
               Contains("has neither data_batch_1.bin"));
    request = place.request();
    request.size.batch = 128;
    CHECK_THAT(whyNot(runRoar(request, place.at("none"))), Contains("a batch takes 128"));
    request = place.request();
    request.methods = {{"ig2"}};
    CHECK_THAT(whyNot(runRoar(request, place.at("files"))), Contains("needs reference pictures"));
    CHECK(fs::is_empty(place.at("files") / "trainings"));  // Said before anything is trained.
}
