#include <fstream>

#include "engine/api/study_contents.h"
#include "engine/study/map_file.h"
#include "tests/engine/study/study_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

namespace fs = std::filesystem;

std::vector<StudyRow> rowsOf(const fs::path& folder) {
    const auto rows = readStudy(folder);
    if (!rows) FAIL(rows.error());
    return rows.value();
}

/// Asks to stop once `count` maps were begun.
class StopAfter {
public:
    explicit StopAfter(int count) : m_left(count) {}
    void operator()(const BenchmarkProgress&) {
        if (m_left-- == 0) m_stop.request_stop();
    }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    int m_left;
    std::stop_source m_stop;
};

}  // namespace

TEST_CASE("study: stopped after any map it goes on there, and ends as an undisturbed one") {
    const StudyFolder folder(3);
    const StudyRequest request = folder.request();
    const StudyState whole = stateOf(runStudy(request, folder.at("whole")));
    CHECK((whole.maps == 6 && whole.done == 6 && whole.made == 6 && whole.failed == 0));
    int made = 0;
    for (int count : {0, 1, 3, 100}) {
        StopAfter stop(count);
        const StudyState state =
            stateOf(runStudy(request, folder.at("parts"), std::ref(stop), stop.token()));
        made += state.made;
        CHECK(state.partial == (state.done < 6));
        CHECK(state.done == made);
    }
    CHECK(made == 6);
    const auto told = [&](const char* study) {
        const auto contents = readStudyContents(folder.at(study));
        REQUIRE(contents.ok());
        return unmeasuredText(contents.value());
    };
    StopAfter early(2);
    CHECK(stateOf(runStudy(request, folder.at("begun"), std::ref(early), early.token())).partial);
    CHECK(told("begun") == std::to_string(6 - rowsOf(folder.at("begun")).size()) +
                               " of its 6 maps are still to be measured");
    CHECK(told("parts").empty());
    CHECK((rowsOf(folder.at("parts")) == rowsOf(folder.at("whole"))));
    CHECK(stateOf(runStudy(request, folder.at("parts"))).made == 0);
}

TEST_CASE("study: a picture that cannot be read is a row with its reason") {
    const StudyFolder folder(1);
    std::ofstream(folder.dataset() / "3" / "broken.png") << "no picture";
    const StudyState state = stateOf(runStudy(folder.request(), folder.at("study")));
    CHECK((state.done == 4 && state.failed == 2));
    // They are not forgotten by the call that finds them there.
    const StudyState again = stateOf(runStudy(folder.request(), folder.at("study")));
    CHECK((again.made == 0 && again.failed == 2));
    const auto rows = rowsOf(folder.at("study"));
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].picture == "3/broken.png");
    CHECK_FALSE(rows[0].value);
    CHECK_THAT(rows[0].reason, Contains("broken.png"));
    CHECK(rows[3].value);
}

TEST_CASE("study: it is told of maps that were to be kept and were made without") {
    const StudyFolder folder(2);
    StudyRequest request = folder.request();
    StopAfter stop(1);
    const int before =
        stateOf(runStudy(request, folder.at("study"), std::ref(stop), stop.token())).made;
    REQUIRE(before > 0);
    request.maps = MapKeeping::Kept;
    const StudyState state = stateOf(runStudy(request, folder.at("study")));
    CHECK((state.made == 4 - before && state.unkept == before));
    CHECK(stateOf(runStudy(request, folder.at("all"))).unkept == 0);
    CHECK(stateOf(runStudy(request, folder.at("all"))).unkept == 0);
}

TEST_CASE("study: random maps differ from picture to picture unless a draw is chosen") {
    const StudyFolder folder(2);
    const auto mapsOf = [&](const char* name, const ParameterValues& parameters) {
        StudyRequest request = folder.request();
        request.methods = {{"random", parameters}};
        request.maps = MapKeeping::Kept;
        CHECK(stateOf(runStudy(request, folder.at(name))).made == 2);
        std::vector<at::Tensor> maps;
        for (const auto& entry : fs::recursive_directory_iterator(folder.at(name) / "maps"))
            if (entry.path().extension() == ".npz") maps.push_back(study::readMap(entry.path()));
        REQUIRE(maps.size() == 2);
        return maps;
    };
    const auto own = mapsOf("own", {});
    CHECK_FALSE(at::equal(own[0], own[1]));
    const auto chosen = mapsOf("chosen", {{"draw-seed", std::int64_t{5}}});
    CHECK(at::equal(chosen[0], chosen[1]));
}

TEST_CASE("study: a label that is no class of the model is a reason, the likeliest class is none") {
    const StudyFolder folder(1);
    fs::rename(folder.dataset() / "3", folder.dataset() / "unicorn");
    CHECK(stateOf(runStudy(folder.request(), folder.at("label"))).failed == 2);
    CHECK_THAT(rowsOf(folder.at("label")).front().reason, Contains("unicorn"));
    StudyRequest request = folder.request();
    request.explained = ExplainedClass::Top;
    CHECK(stateOf(runStudy(request, folder.at("top"))).failed == 0);
}

TEST_CASE("study: progress counts each method's maps") {
    const StudyFolder folder(2);
    std::vector<std::string> told;
    static_cast<void>(stateOf(
        runStudy(folder.request(), folder.at("study"), [&](const BenchmarkProgress& progress) {
            CHECK(progress.step == static_cast<int>(told.size()));
            CHECK(progress.total == 4);
            CHECK(progress.eta >= 0);
            told.push_back(progress.what);
        })));
    REQUIRE(told.size() == 4);
    CHECK_THAT(told[0], Contains("gradient-x-input 1 of 2"));
    CHECK_THAT(told[1], Contains("edges 1 of 2"));
    CHECK_THAT(told[3], Contains("edges 2 of 2"));
}

TEST_CASE("study: maps are kept on request") {
    const StudyFolder folder(1);
    StudyRequest request = folder.request();
    request.maps = MapKeeping::Kept;
    static_cast<void>(stateOf(runStudy(request, folder.at("study"))));
    const auto maps = folder.at("study") / "maps" / "0-tiny_net";
    const char* const name = "000000-crop-224-224x224-bicubic.npz";
    const at::Tensor map = study::readMap(maps / "gradient-x-input" / name);
    CHECK(map.abs().max().item<double>() > 0);
    CHECK(fs::exists(maps / "edges" / name));
}

TEST_CASE(
    "study: with the rows it keeps seconds, curves, the maps' places and how it was asked for") {
    const StudyFolder folder(2);
    StudyRequest request = folder.request();
    request.metrics = {"deletion", "diffid"};
    request.metricValues = {{"diffid-fill", std::string("blur")}};
    request.maps = MapKeeping::Kept;
    request.command = "sigscope study run";
    static_cast<void>(stateOf(runStudy(request, folder.at("study"))));
    const auto read = readStudyContents(folder.at("study"));
    if (!read) FAIL(read.error());
    const StudyContents& study = read.value();
    CHECK((study.rows == rowsOf(folder.at("study"))));
    CHECK(study.origin.command == "sigscope study run");
    CHECK_THAT(study.origin.program, Contains("igscope"));
    REQUIRE(study.origin.settings.size() == 2);
    CHECK(study.origin.settings[0] ==
          MetricSettings{"deletion", "--curve-rank signed --curve-step 224 --deletion-end zero"});
    CHECK(study.origin.settings[1] == MetricSettings{"diffid", "--diffid-fill blur"});
    REQUIRE(study.origin.models.size() == 1);
    CHECK(study.origin.models[0].sha256.size() == 64);

    REQUIRE(study.maps.size() == 4);
    CHECK(study.maps[0].seconds > 0);
    const auto map = readKeptMap(study, study.maps[0]);
    if (!map) FAIL(map.error());
    const auto side = static_cast<std::size_t>(map.value().width);
    CHECK((map.value().channels == 3 && map.value().height == map.value().width));
    const auto picture = pictureOf(study, study.maps[0].picture);
    if (!picture) FAIL(picture.error());
    CHECK(fs::equivalent(picture.value(), folder.dataset() / study.maps[0].picture));
    CHECK_THAT(pictureOf(study, "3/gone.png").error(), Contains("is no longer there"));

    // Deletion takes 224 pixels a step, whatever the input, and a rest.
    const std::size_t deletionPoints = (side * side + 223) / 224 + 1;
    REQUIRE(study.curves.size() == 5);
    for (const CurveGroup& group : study.curves) {
        INFO(group.metric << " " << group.name);
        REQUIRE(group.curves.size() == 2);
        CHECK(group.curves[0].pictures == 2);
        CHECK(group.curves[0].x.size() == (group.metric == "diffid" ? 9 : deletionPoints));
    }
}

TEST_CASE("study: merged shards have the seconds, curves and maps of all") {
    const StudyFolder folder(3);
    StudyRequest request = folder.request();
    request.metrics = {"diffid"};
    request.maps = MapKeeping::Kept;
    static_cast<void>(stateOf(runStudy(request, folder.at("whole"))));
    std::vector<fs::path> shards;
    for (int index : {1, 2}) {
        request.shard = {index, 2};
        shards.push_back(folder.at("shard" + std::to_string(index)));
        static_cast<void>(stateOf(runStudy(request, shards.back())));
    }
    static_cast<void>(stateOf(mergeStudies(shards, folder.at("merged"))));
    const auto whole = readStudyContents(folder.at("whole"));
    const auto merged = readStudyContents(folder.at("merged"));
    REQUIRE((whole.ok() && merged.ok()));
    REQUIRE(merged.value().maps.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK(merged.value().maps[i].file == whole.value().maps[i].file);
        CHECK(readKeptMap(merged.value(), merged.value().maps[i]).ok());
    }
    REQUIRE(merged.value().curves.size() == whole.value().curves.size());
    for (std::size_t i = 0; i < whole.value().curves.size(); ++i) {
        const CurveGroup& group = merged.value().curves[i];
        CHECK(group.curves[0].pictures == 3);
        // Sums in another order round differently.
        for (std::size_t point = 0; point < group.curves[0].y.size(); ++point)
            CHECK(group.curves[0].y[point] ==
                  Approx(whole.value().curves[i].curves[0].y[point]).margin(1e-14));
    }
}

TEST_CASE("study: what makes no sense is said before the first picture") {
    const StudyFolder folder(1);
    const auto says = [&](StudyRequest request, const char* reason) {
        const RunFailure failure = failureOf(runStudy(request, folder.at("none")));
        CHECK(failure.cause == FailureCause::Input);
        CHECK_THAT(failure.message, Contains(reason));
        CHECK_FALSE(fs::exists(folder.at("none") / "study.sqlite"));
    };
    StudyRequest request = folder.request();
    request.metrics = {"beauty"};
    says(request, "'beauty' is none of");
    request = folder.request();
    request.methods = {{"ig", {{"steps", std::int64_t{-1}}}}};
    says(request, "steps");
    request = folder.request();
    request.models = {"gone.pth"};
    says(request, "gone.pth");
    request = folder.request();
    request.layout = "csv";
    says(request, "data");
}

TEST_CASE("study: a folder of another study is left alone") {
    const StudyFolder folder(1);
    StudyRequest request = folder.request();
    static_cast<void>(stateOf(runStudy(request, folder.at("study"))));
    const auto before = rowsOf(folder.at("study"));
    request.metricValues = {{"curve-step", std::int64_t{100}}};
    CHECK_THAT(failureOf(runStudy(request, folder.at("study"))).message,
               Contains("holds another study, of other metric parameters"));
    request = folder.request();
    request.metrics = {"insertion"};
    CHECK_THAT(failureOf(runStudy(request, folder.at("study"))).message,
               Contains("holds another study, of other metrics"));
    CHECK((rowsOf(folder.at("study")) == before));
}

TEST_CASE("study: shards together are the study; others are refused, with how they do not fit") {
    const StudyFolder folder(3);
    StudyRequest request = folder.request();
    static_cast<void>(stateOf(runStudy(request, folder.at("whole"))));
    for (int index : {1, 2}) {
        request.shard = {index, 2};
        static_cast<void>(stateOf(runStudy(request, folder.at("shard" + std::to_string(index)))));
    }
    const fs::path first = folder.at("shard1"), second = folder.at("shard2");
    const auto says = [&](const std::vector<fs::path>& shards, const char* reason) {
        CHECK_THAT(failureOf(mergeStudies(shards, folder.at("refused"))).message, Contains(reason));
        CHECK_FALSE(fs::exists(folder.at("refused")));
    };
    says({first}, "shard 2 of 2 is missing");
    says({first, second, first}, "both are shard 1");
    says({first, folder.at("whole")}, "are of 2 and of 1 shards");
    says({first, folder.at("gone")}, "holds no study");
    StopAfter stop(1);
    request.shard = {1, 2};
    static_cast<void>(stateOf(runStudy(request, folder.at("half"), std::ref(stop), stop.token())));
    says({folder.at("half"), second}, "are still to be made");
    request.metrics = {"insertion"};
    static_cast<void>(stateOf(runStudy(request, folder.at("other"))));
    says({folder.at("other"), second}, "are of different studies: the second has other metrics");

    CHECK(stateOf(mergeStudies({second, first}, folder.at("merged"))).maps == 6);
    CHECK((rowsOf(folder.at("merged")) == rowsOf(folder.at("whole"))));
    CHECK_THAT(failureOf(mergeStudies({first, second}, folder.at("merged"))).message,
               Contains("is there already"));
    // What was merged is the study: it is all there.
    request = folder.request();
    CHECK(stateOf(runStudy(request, folder.at("merged"))).made == 0);
}
