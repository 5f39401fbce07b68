#include "app/command_line.h"

#include <catch2/catch.hpp>

#include "app/catalogue_report.h"
#include "tests/app/parsed_line.h"
#include "tests/app/small_catalogue.h"

using namespace sigscope;
using namespace sigscope::app;
using Catch::Contains;

namespace {

void checkRefusal(const Arguments& arguments, const std::string& reason) {
    const Answer answer = refused(smallCatalogue(), arguments);
    CHECK(answer.status == ExitStatus::BadInput);
    CHECK_THAT(answer.text, Contains(reason));
    CHECK(answer.text.find('\n') == std::string::npos);
}

}  // namespace

TEST_CASE("command line: explain takes every option", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    const CommandLine line =
        accepted(catalogue, {"explain",    "cat.png",  "--model",  "net.pth", "--method",
                             "sig",        "--target", "tabby",    "--of",    "logit",
                             "--baseline", "mean",     "--device", "cpu",     "--overlap",
                             "0.25",       "--steps",  "9",        "--rule",  "reference",
                             "--json",     "-o",       "a.npz",    "-o",      "b.png"});
    const ExplainRequest& request = line.explain.request;
    CHECK(line.command == CommandLine::Command::Explain);
    CHECK(request.image == "cat.png");
    CHECK(request.model == "net.pth");
    CHECK(request.method == "sig");
    CHECK(request.target == "tabby");
    CHECK(request.objective == "logit");
    CHECK(request.baselines == std::vector<BaselineSpec>{NamedBaseline::Mean});
    CHECK(request.device == "cpu");
    CHECK(request.parameters == ParameterValues{{"overlap", 0.25},
                                                {"steps", std::int64_t{9}},
                                                {"rule", std::string("reference")}});
    CHECK(line.explain.report == Report::Json);
    CHECK(line.explain.outputs == std::vector<std::filesystem::path>{"a.npz", "b.png"});
}

TEST_CASE("command line: precision is one of the catalogue's, programs are allowed by a flag",
          "[quick]") {
    const CommandLine line = accepted(
        smallCatalogue(), {"explain", "cat.png", "--precision", "float64", "--allow-torchscript"});
    CHECK(line.explain.request.precision == "float64");
    CHECK(line.explain.request.modelCode == ModelCode::Allowed);
    const CommandLine plain = accepted(smallCatalogue(), {"explain", "cat.png"});
    CHECK(plain.explain.request.precision == "float32");
    CHECK(plain.explain.request.modelCode == ModelCode::Refused);
    CHECK(accepted(smallCatalogue(), {"explain", "cat.png", "--map", "absolute", "-o", "a.svg"})
              .explain.view.reduction == Reduction::Absolute);
    checkRefusal({"explain", "cat.png", "--precision", "float8"},
                 "'float8' is none of float32, float64");
}

TEST_CASE("command line: an image behind an output is no output", "[quick]") {
    const CommandLine line =
        accepted(smallCatalogue(), {"explain", "-o", "a.npz", "-o", "b.png", "cat.png"});
    CHECK(line.explain.request.image == "cat.png");
    CHECK(line.explain.moreImages.empty());
    CHECK(line.explain.outputs == std::vector<std::filesystem::path>{"a.npz", "b.png"});
}

TEST_CASE("command line: explain takes several pictures, before and behind other options",
          "[quick]") {
    const CommandLine line = accepted(
        smallCatalogue(), {"explain", "cat.png", "--method", "gi", "dog.png", "--json", "birds"});
    CHECK(line.explain.request.image == "cat.png");
    CHECK(line.explain.moreImages == std::vector<std::filesystem::path>{"dog.png", "birds"});
}

TEST_CASE("command line: compare takes the options of explain for all of its columns", "[quick]") {
    const CommandLine line =
        accepted(smallCatalogue(),
                 {"compare", "cat.png", "--methods", "sig,gi", "--of", "logit", "--overlap", "0.25",
                  "--map", "absolute", "--scale", "rank", "-o", "grid.png"});
    CHECK(line.command == CommandLine::Command::Compare);
    REQUIRE(line.compare.columns.size() == 2);
    for (const ComparisonColumn& column : line.compare.columns) {
        CHECK(column.request.image == "cat.png");
        CHECK(column.request.objective == "logit");
        CHECK(column.request.method == column.title);
    }
    CHECK(line.compare.columns[0].request.parameters == ParameterValues{{"overlap", 0.25}});
    CHECK(line.compare.columns[1].request.parameters.empty());
    CHECK(line.compare.view.scale == ui::ComparisonScale::Rank);
    CHECK(line.compare.view.reduction == Reduction::Absolute);
    CHECK(line.compare.outputs == std::vector<std::filesystem::path>{"grid.png"});
}

TEST_CASE("command line: compare's scale has a limit, and its maps lie over the photograph",
          "[quick]") {
    const auto viewOf = [](Arguments more) {
        Arguments arguments{"compare", "cat.png", "--methods", "sig,gi", "-o", "a.png"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return accepted(smallCatalogue(), arguments).compare.view;
    };
    const ui::ComparisonView over = viewOf({"--limit", "2.5e-3", "--opacity", "0.7"});
    CHECK(over.scale == ui::ComparisonScale::One);
    CHECK(over.limit == 2.5e-3);
    CHECK(over.opacity == 0.7);
    CHECK_FALSE(over.topShare);
    CHECK(viewOf({"--top-share", "0.05"}).topShare == 0.05);
    CHECK_FALSE(viewOf({}).limit);
    CHECK_FALSE(viewOf({}).showsPhotograph());
    const auto refuses = [](const Arguments& more, const std::string& reason) {
        Arguments arguments{"compare", "cat.png", "--methods", "sig,gi", "-o", "a.png"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        checkRefusal(arguments, reason);
    };
    refuses({"--limit", "0.1", "--scale", "map"}, "--limit: is that of --scale one");
    for (const char* limit : {"0", "inf", "nan", "1e", "one"})
        refuses({"--limit", limit}, "--limit: " + std::string(limit) + " is no number above 0");
    for (const char* share : {"0", "1.1", "nan"}) {
        refuses({"--opacity", share}, "--opacity: " + std::string(share) + " is no number above 0");
        refuses({"--top-share", share}, "--top-share: " + std::string(share));
    }
    refuses({"--opacity", "0.5", "--top-share", "0.5"}, "excludes");
    // Of colours nothing is seen without a figure.
    for (const Arguments& more : {Arguments{"--limit", "0.1"}, {"--map", "absolute"}}) {
        Arguments arguments{"compare", "cat.png", "--methods", "sig,gi", "-o", "a.csv"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        checkRefusal(arguments, more.front() + ": is that of a figure, and none is written");
    }
}

TEST_CASE("command line: files of one name in different folders have titles of their own",
          "[quick]") {
    const CommandLine line =
        accepted(smallCatalogue(), {"compare", "cat.png", "--models", "a/net.pth,b/net.pth"});
    REQUIRE(line.compare.columns.size() == 2);
    CHECK(line.compare.columns[0].title == "net.pth");
    CHECK(line.compare.columns[1].title == "net.pth (2)");
    CHECK(line.compare.columns[1].request.model == "b/net.pth");
    checkRefusal({"compare", "cat.png", "--methods", "sig,gi", "--seed", "1"},
                 "--seed: only --baseline noise");
    CHECK(accepted(smallCatalogue(),
                   {"compare", "cat.png", "--baselines", "black,noise", "--seed", "1"})
              .compare.columns[1]
              .request.seed == 1);
}

TEST_CASE("command line: what is not given keeps the request's defaults", "[quick]") {
    const CommandLine line = accepted(smallCatalogue(), {"explain", "cat.png"});
    CHECK(line.explain.request.parameters.empty());
    CHECK(line.explain.request.target == "top");
    CHECK(line.explain.report == Report::Summary);
    CHECK(line.explain.outputs.empty());
    CHECK(line.explain.view.ground == ui::FigureGround::Crop);
    CHECK(line.explain.view.reduction == Reduction::Signed);
}

TEST_CASE("command line: a contrast has a second class, noise a seed, and nothing else has",
          "[quick]") {
    const CommandLine line =
        accepted(smallCatalogue(), {"explain", "cat.png", "--of", "contrast", "--against", "lynx",
                                    "--baseline", "noise", "--seed", "42"});
    CHECK(line.explain.request.against == "lynx");
    CHECK(line.explain.request.seed == 42);
    CHECK(accepted(smallCatalogue(), {"explain", "cat.png"}).explain.request.against == "second");
    checkRefusal({"explain", "cat.png", "--against", "lynx"}, "--against: only --of contrast");
    checkRefusal({"explain", "cat.png", "--seed", "1"}, "--seed: only --baseline noise");
    checkRefusal({"explain", "cat.png", "--baseline", "noise", "--seed", "-1"}, "--seed");
    checkRefusal({"explain", "cat.png", "--baseline", "noise", "--seed", "1e3"}, "--seed");
    CHECK(accepted(smallCatalogue(), {"explain", "cat.png", "--baseline", "#ff8000"})
              .explain.request.baselines ==
          std::vector<BaselineSpec>{ColourBaseline{{255, 128, 0}}});
    checkRefusal({"explain", "cat.png", "--baseline", "#12345"}, "'#12345' is no colour");
}

TEST_CASE("command line: baselines are repeated, what is drawn has a number", "[quick]") {
    const CommandLine line =
        accepted(smallCatalogue(), {"explain", "--baseline", "noise", "--baseline", "a;b.png",
                                    "cat.png", "--baseline-count", "8", "--baseline", "mean"});
    CHECK(line.explain.request.image == "cat.png");
    CHECK(line.explain.request.baselines == std::vector<BaselineSpec>{NamedBaseline::Noise,
                                                                      PictureBaseline{"a;b.png"},
                                                                      NamedBaseline::Mean});
    CHECK(line.explain.request.baselineCount == 8);
    checkRefusal({"explain", "cat.png", "--baseline", "noise", "--baseline-count", "0"},
                 "--baseline-count");
    checkRefusal({"explain", "cat.png", "--baseline", "noise", "--baseline-count", "many"},
                 "--baseline-count");
}

TEST_CASE("command line: a recipe that cannot be read is one line, and IMAGE is optional with it",
          "[quick]") {
    checkRefusal({"explain", "--recipe", "no-such.npz"}, "no-such.npz: there is no such file");
    checkRefusal({"explain", "cat.png", "--recipe", SIGSCOPE_SAMPLES "/chelsea.png"},
                 "chelsea.png: holds no recipe");
}

TEST_CASE("command line: an image alone is for the window", "[quick]") {
    const CommandLine line = accepted(smallCatalogue(), {"cat.png"});
    CHECK(line.command == CommandLine::Command::Window);
    CHECK(line.image == "cat.png");
    CHECK(accepted(smallCatalogue(), {}).image.empty());
}

TEST_CASE("command line: the other commands", "[quick]") {
    using Command = CommandLine::Command;
    CHECK(accepted(smallCatalogue(), {"models"}).command == Command::Models);
    CHECK(accepted(smallCatalogue(), {"methods"}).command == Command::Methods);
    const CommandLine bench =
        accepted(smallCatalogue(),
                 {"bench", "gradients", "--evaluations", "50", "--rounds", "2", "--device", "cpu"});
    CHECK(bench.command == Command::BenchMethods);
    CHECK(bench.benchmark.entries == std::vector<std::string>{"sig", "ig"});
    CHECK(bench.benchmark.evaluations == 50);
    CHECK(bench.benchmark.rounds == 2);
    CHECK(bench.benchmark.device == "cpu");
    CHECK(bench.benchmark.image.empty());
}

TEST_CASE("command line: a data set says its layout before a colon, or is a place", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    const auto studyOf = [&](const std::vector<std::string>& dataset) {
        std::vector<std::string> arguments{"study",     "run", "-o",        "out",
                                           "--methods", "gi",  "--metrics", "diffid"};
        arguments.insert(arguments.end(), dataset.begin(), dataset.end());
        return accepted(catalogue, arguments).study.request;
    };
    CHECK(studyOf({"flowers:some/place"}).layout == "flowers");
    CHECK(studyOf({"--data", "cifar10:some/place"}).dataset == "some/place");
    CHECK(studyOf({"imagenet:some/place", "--layout", "imagenet"}).layout == "imagenet");
    checkRefusal({"study", "run", "imagenet:some/place", "--layout", "csv", "-o", "out",
                  "--methods", "gi", "--metrics", "diffid"},
                 "--layout: csv contradicts imagenet:");
    CHECK(studyOf({"C:place"}).dataset == "C:place");
    CHECK(studyOf({"C:place"}).layout == "auto");
    CHECK(studyOf({"place", "--layout", "imagenet"}).layout == "imagenet");
}

TEST_CASE("command line: all methods are those of the catalogue but the controls", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    catalogue.methods.push_back({"random", "Random", "A control.", {}});
    const auto methodsOf = [&](const std::string& names) {
        std::vector<std::string> methods;
        for (const ChosenMethod& method :
             accepted(catalogue, {"study", "run", "place", "-o", "out", "--model", "net",
                                  "--methods", names, "--metrics", "diffid"})
                 .study.request.methods)
            methods.push_back(method.name);
        return methods;
    };
    CHECK(methodsOf("all") == std::vector<std::string>{"sig", "gi"});
    CHECK(methodsOf("all,random") == std::vector<std::string>{"sig", "gi", "random"});
    checkRefusal({"evaluate", "cat.png", "--methods", "all,sig", "--metrics", "diffid"},
                 "--methods: sig is given twice");
    checkRefusal({"evaluate", "cat.png", "--methods", "sgi", "--metrics", "diffid"},
                 "'sgi' is none of sig, gi");
}

TEST_CASE("command line: what a result is of is not said beside it, but with its photograph",
          "[quick]") {
    const Arguments alone{"evaluate", "map.npz", "--metrics", "diffid"};
    for (const Arguments& said : {Arguments{"--model", "other"},
                                  {"--target", "3"},
                                  {"--baseline", "mean"},
                                  {"--of", "logit"}}) {
        Arguments arguments = alone;
        arguments.insert(arguments.end(), said.begin(), said.end());
        checkRefusal(arguments, said.front() + ": without a photograph, results say themselves");
        arguments.emplace_back("cat.png");
        CHECK(accepted(smallCatalogue(), arguments).evaluate.request.maps.size() == 1);
    }
    CHECK(accepted(smallCatalogue(), alone).evaluate.request.pictures.empty());
}

TEST_CASE("command line: how metrics measure, of those that are asked for", "[quick]") {
    const auto chosen = accepted(smallCatalogue(), {"evaluate", "cat.png", "--methods", "gi",
                                                    "--metrics", "road,mask-iou", "--road-imputer",
                                                    "fixed", "--support-amount", "0.25"})
                            .evaluate.request.metricValues;
    CHECK(chosen ==
          ParameterValues{{"road-imputer", std::string("fixed")}, {"support-amount", 0.25}});
    CHECK_THAT(
        refused(smallCatalogue(), {"evaluate", "--help"}).text,
        Contains("--support") && Contains("fraction|share|mass") && Contains("Default mass"));
    checkRefusal(
        {"evaluate", "cat.png", "--methods", "gi", "--metrics", "road", "--support", "share"},
        "--support: none of the metrics heeds it");
    checkRefusal(
        {"evaluate", "cat.png", "--methods", "gi", "--metrics", "mask-iou", "--support", "most"},
        "'most' is none of fraction, share, mass");
}

TEST_CASE("command line: what ROAR is asked", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    const CommandLine usual =
        accepted(catalogue, {"study", "roar", "cifar", "-o", "out", "--methods", "gi"});
    CHECK(usual.study.action == StudyOptions::Action::Roar);
    CHECK(usual.study.folder == "out");
    CHECK(usual.study.roar.dataset == "cifar");
    CHECK(usual.study.roar.size == RoarSize());
    CHECK(usual.study.roar.protocol == RoarProtocol::Published);
    const CommandLine quick =
        accepted(catalogue, {"study", "roar", "cifar", "-o", "out", "--methods", "gi", "--quick",
                             "--protocol", "original", "--seed", "4"});
    CHECK(quick.study.roar.size == quickRoar());
    CHECK(quick.study.roar.protocol == RoarProtocol::Original);
    CHECK(quick.study.roar.seed == 4);
}

TEST_CASE("command line: what the benchmark of the start is asked", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    const CommandLine usual = accepted(catalogue, {"bench", "start"});
    CHECK(usual.command == CommandLine::Command::BenchStart);
    CHECK(usual.start.image.empty());
    CHECK(usual.start.rounds == 5);
    CHECK_FALSE(usual.start.launched);
    const CommandLine asked =
        accepted(catalogue, {"bench", "start", "--model", "net.pth", "--rounds", "2", "--json"});
    CHECK(asked.start.model == "net.pth");
    CHECK(asked.start.rounds == 2);
    CHECK(asked.start.report == Report::Json);
    CHECK_THAT(refused(catalogue, {"bench", "start", "--help"}).text, !Contains("--launched"));
}

TEST_CASE("command line: what the benchmark of methods is asked", "[quick]") {
    const BenchmarkRequest whole = accepted(smallCatalogue(), {"bench", "methods"}).benchmark;
    CHECK(whole.entries.empty());
    CHECK(!whole.evaluations);
    CHECK(whole.references == ReferenceLoops::Timed);
    Catalogue catalogue = smallCatalogue();
    catalogue.preprocessing = {test::wholeSpec("input-size", 1, 4096, 224)};
    const BenchmarkRequest part =
        accepted(catalogue, {"bench", "methods", "--only", "gi,sig", "--no-reference", "--vae",
                             "vae.pth", "--input-size", "1024"})
            .benchmark;
    CHECK(part.entries == std::vector<std::string>{"gi", "sig"});
    CHECK(part.references == ReferenceLoops::LeftOut);
    CHECK(part.autoencoder == "vae.pth");
    CHECK(part.preprocessing == ParameterValues{{"input-size", std::int64_t{1024}}});
    checkRefusal({"bench", "methods", "--only", "sig,sgi"}, "'sgi' is none of sig, gi");
}

TEST_CASE("command line: mistakes are one line that says what is wrong", "[quick]") {
    checkRefusal({"explain"}, "IMAGE");
    checkRefusal({"explain", "cat.png", "--method", "sgi"}, "'sgi' is none of sig, gi");
    checkRefusal({"explain", "cat.png", "--of", "odds"},
                 "'odds' is none of probability, logit, contrast");
    checkRefusal({"explain", "cat.png", "--overlap", "1.5"},
                 "--overlap: '1.5' is not a number from 0 to 1");
    checkRefusal({"explain", "cat.png", "--steps", "9.5"}, "--steps: '9.5' is not a whole number");
    checkRefusal({"explain", "cat.png", "--rule", "simpson"}, "none of trapezoid, reference");
    checkRefusal({"explain", "cat.png", "--method", "gi", "--overlap", "0.4"},
                 "--overlap: gi has no overlap; sig has");
    checkRefusal({"explain", "cat.png", "--nonsense"}, "--nonsense");
    checkRefusal({"explain", "cat.png", "--view", "all"}, "--view");
    checkRefusal({"bench"}, "subcommand");
    checkRefusal({"bench", "gradients", "--evaluations", "1"}, "--evaluations");
    checkRefusal({"bench", "gradients", "no-such-file.png"}, "no-such-file.png");
}

TEST_CASE("command line: the list of models says which are installed", "[quick]") {
    CHECK(modelsReport(smallCatalogue(), {{"hf/a/b", "/hub/model.safetensors"}}) ==
          "net  Net\n  A network.\n  weights: /models/net.pth\n"
          "other  Other\n  Another.\n  weights are not installed\n"
          "hf/a/b\n  weights: /hub/model.safetensors\n");
}

TEST_CASE("command line: what is said of a file that is not written is refused", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    const auto reasonOf = [&](const Arguments& flags, const char* output) {
        Arguments arguments{"explain", "cat.png", "-o", output};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        return refused(catalogue, arguments).text;
    };
    CHECK_THAT(reasonOf({"--view", "original"}, "a.npz"), Contains("--view: is that of a figure"));
    CHECK_THAT(reasonOf({"--map", "absolute"}, "a.csv"), Contains("--map: is that of a figure"));
    CHECK_THAT(reasonOf({"--keep-path"}, "a.PNG"), Contains("--keep-path: is kept in an .npz"));
    accepted(catalogue, {"explain", "cat.png", "--view", "original", "-o", "a.npz", "-o", "a.PDF"});
    accepted(catalogue, {"explain", "cat.png", "--keep-path", "-o", "a.npz"});
    catalogue.methods.back().traits = {PathUse::None, SumGoal::Nothing};
    CHECK_THAT(reasonOf({"--keep-path", "--method", "gi"}, "a.npz"),
               Contains("--keep-path: gi has no path"));
}

TEST_CASE("command line: baselines that no column would heed are refused", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    catalogue.methods.back().baseline = BaselineUse::Ignored;
    const Arguments alike{"compare", "cat.png", "--method", "gi", "--baselines", "black,mean"};
    CHECK_THAT(refused(catalogue, alike).text,
               Contains("--baselines: gi does not use the baseline"));
    accepted(catalogue, {"compare", "cat.png", "--methods", "sig,gi", "--baselines", "black,mean"});
}

TEST_CASE("command line: a parameter that changes nothing beside the others is refused",
          "[quick]") {
    Catalogue catalogue = smallCatalogue();
    catalogue.methods.front().parameters.front().companions = {{"rule", {"trapezoid"}}};
    const auto reasonOf = [&](Arguments arguments) {
        arguments.insert(arguments.begin(), {"explain", "cat.png", "--overlap", "0.5"});
        const Answer answer = refused(catalogue, arguments);
        CHECK(answer.status == ExitStatus::BadInput);
        return answer.text;
    };
    accepted(catalogue, {"explain", "cat.png", "--overlap", "0.5"});
    accepted(catalogue, {"explain", "cat.png", "--overlap", "0.5", "--rule", "trapezoid"});
    const std::string reason =
        "--overlap: changes nothing with --rule reference, only with --rule trapezoid";
    CHECK_THAT(reasonOf({"--rule", "reference"}), Contains(reason));
    CHECK_THAT(reasonOf({"--parity"}), Contains(reason));
    // Of several methods it is enough that one heeds it.
    catalogue.methods.push_back(catalogue.methods.front());
    catalogue.methods.back().name = "free";
    catalogue.methods.back().parameters.front().companions.clear();
    const Arguments several{"compare",   "cat.png", "--overlap", "0.5",
                            "--methods", "sig,gi",  "--rule",    "reference"};
    CHECK_THAT(refused(catalogue, several).text, Contains(reason));
    Arguments heeded = several;
    heeded[5] = "sig,free";
    accepted(catalogue, heeded);
}

TEST_CASE("command line: --parity takes the published settings, but for those given", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    const auto parametersOf = [&](Arguments arguments) {
        arguments.insert(arguments.begin(), {"explain", "cat.png", "--parity"});
        return accepted(catalogue, arguments).explain.request.parameters;
    };
    ParameterValues expected = catalogue.method("sig")->parity;
    CHECK(parametersOf({}) == expected);
    expected["steps"] = std::int64_t{50};
    CHECK(parametersOf({"--steps", "50"}) == expected);
    CHECK(parametersOf({"--method", "gi"}).empty());
}

TEST_CASE("command line: the methods come as a list or as the reference page", "[quick]") {
    const Catalogue catalogue = smallCatalogue();
    CHECK(accepted(catalogue, {"methods"}).command == CommandLine::Command::Methods);
    CHECK(accepted(catalogue, {"methods", "--markdown"}).command ==
          CommandLine::Command::MethodReference);
}
