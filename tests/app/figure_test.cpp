#include <QImageReader>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/app/small_explanation.h"
#include "tests/support/needs_gui.h"
#include "tests/support/parameter_specs.h"
#include "ui/render/colour_map.h"
#include "ui/render/explanation_figure.h"
#include "ui/render/figure_facts.h"
#include "ui/render/figure_file.h"
#include "ui/render/number_text.h"

using namespace sigscope;
using namespace sigscope::ui;
using Catch::Contains;

namespace {

bool containsColour(const QImage& picture, QRgb colour) {
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixel(x, y) == colour) return true;
    return false;
}

std::size_t entriesIn(const QTemporaryDir& folder) {
    const std::filesystem::directory_iterator entries(folder.path().toStdString());
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace

TEST_CASE("figure: shows the picture and both ends of the scale", "[quick]") {
    tests::needGui();
    const QImage figure = renderFigure(smallExplanation());
    REQUIRE(!figure.isNull());
    CHECK(figure.devicePixelRatio() == 2);
    CHECK(containsColour(figure, qRgb(90, 90, 90)));
    CHECK(containsColour(figure, colourAt(ColourMap::BlueWhiteRed, 0)));
    CHECK(containsColour(figure, colourAt(ColourMap::BlueWhiteRed, 1)));
}

TEST_CASE("figure: without the sign it has a magnitude's colours, from 0", "[quick]") {
    tests::needGui();
    const QImage figure =
        renderFigure(smallExplanation(), {FigureGround::Crop, Reduction::Absolute});
    CHECK(containsColour(figure, colourAt(ColourMap::Magma, 0)));
    CHECK(containsColour(figure, colourAt(ColourMap::Magma, 1)));
    CHECK_FALSE(containsColour(figure, colourAt(ColourMap::BlueWhiteRed, 0)));
    CHECK_FALSE(containsColour(figure, colourAt(ColourMap::BlueWhiteRed, 1)));
}

TEST_CASE("figure: a map of zeros is drawn too", "[quick]") {
    tests::needGui();
    Explanation explanation = smallExplanation();
    explanation.attribution = Array(3, 4, 4);
    CHECK(!renderFigure(explanation).isNull());
}

TEST_CASE("figure: of several baselines it says how many, which, means and spread", "[quick]") {
    Explanation explanation = smallExplanation();
    auto scene = std::make_shared<Scene>(*explanation.scene);
    scene->baselines = {"black", "noise (seed 0)", "noise (seed 1)", "blur", "white"};
    explanation.scene = scene;
    explanation.perBaseline.assign(5, explanation.completeness);
    explanation.spread = explanation.attribution;
    const auto valueOf = [&](const std::vector<Fact>& facts, const QString& name) {
        for (const Fact& fact : facts)
            if (fact.name == name) return fact.value.toStdString();
        FAIL("no " << name.toStdString());
        return std::string();
    };
    CHECK(valueOf(settingFacts(explanation), "Baseline x′") ==
          "mean over 5 baselines: black, noise (seed 0), noise (seed 1) and 2 more");
    CHECK(valueOf(resultFacts(explanation), "Spread") == "100 % of A over the baselines");
    CHECK_THAT(valueOf(resultFacts(explanation), "Path gap, mean"), Contains("%"));
    explanation.perBaseline.resize(2);
    CHECK_THAT(valueOf(settingFacts(explanation), "Baseline x′"), Contains("2 of 5 baselines"));
}

TEST_CASE("figure: without an attribution there is none, and no file", "[quick]") {
    tests::needGui();
    Explanation explanation = smallExplanation();
    explanation.attribution = {};
    CHECK(renderFigure(explanation).isNull());
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "figure.png";
    CHECK(!writeFigure(file, explanation).ok());
    CHECK(entriesIn(folder) == 0);
}

TEST_CASE("figure: the recipe comes back from the file unchanged", "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    const QString file = folder.filePath("figure.png");
    const Explanation explanation = smallExplanation();
    const auto written = writeFigure(file.toStdString(), explanation);
    REQUIRE(written.ok());
    QImageReader reader(file);
    const QImage figure = reader.read();
    CHECK(figure.text("recipe").toStdString() == explanation.recipe);
    CHECK(figure.size() == renderFigure(explanation).size());
    CHECK(entriesIn(folder) == 1);
}

TEST_CASE("figure: a place that cannot be written to is named and left as it was", "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    const std::filesystem::path inside(folder.path().toStdString());
    std::ofstream(inside / "file") << "text";
    const auto missing = writeFigure(inside / "no" / "figure.png", smallExplanation());
    REQUIRE(!missing.ok());
    CHECK_THAT(missing.error(), Contains("no/figure.png: "));
    const auto throughFile = writeFigure(inside / "file" / "figure.png", smallExplanation());
    REQUIRE(!throughFile.ok());
    CHECK_THAT(throughFile.error(), Contains("file/figure.png: "));
    CHECK(entriesIn(folder) == 1);
}

TEST_CASE("figure: numbers read as in print", "[quick]") {
    CHECK(numberText(0) == "0");
    CHECK(numberText(-0.0213) == "−0.0213");
    CHECK(numberText(0.99999) == "1.00");
    CHECK(numberText(12345.6) == "12346");
    CHECK(numberText(-1.234e-5) == "−1.23 × 10⁻⁵");
    CHECK(numberText(6.02e23, 2) == "6.0 × 10²³");
    CHECK(powerOfTen(-10) == "10⁻¹⁰");
}

TEST_CASE("figure: the legend keeps the two gaps apart", "[quick]") {
    const std::vector<Fact> facts = resultFacts(smallExplanation());
    // f(γ(1)) − f(γ(0)) = 0.375: 0.0625 more than ΣA, 0.125 less than f(x) − f(x') = 0.5.
    REQUIRE(facts.size() == 5);
    CHECK(facts[3].name == "Integration error");
    CHECK(facts[3].value == "0.0625 (13 %)");
    CHECK(facts[4].name == "Path gap");
    CHECK(facts[4].value == "0.125 (25 %)");
}

TEST_CASE("figure: where A is not meant to be a change of f the legend has no gaps", "[quick]") {
    Explanation explanation = smallExplanation();
    CHECK(briefFacts(explanation).size() == 4);
    explanation.traits = {PathUse::None, SumGoal::Nothing};
    CHECK(resultFacts(explanation).size() == 3);
    CHECK(briefFacts(explanation).size() == 2);
}

TEST_CASE("figure: the legend of a latent path says how far its ends are off", "[quick]") {
    Explanation explanation = smallExplanation();
    explanation.reconstruction = ReconstructionError{.baseline = 0.0025, .input = 0.03125};
    explanation.recipe = R"({"method":"eig","parameters":{"steps":9,"vae":""},)"
                         R"("files":{"vae":[{"name":"own.safetensors","sha256":""}]}})";
    const std::vector<Fact> facts = resultFacts(explanation);
    REQUIRE(facts.size() == 6);
    CHECK(facts[5].name == "Reconstruction");
    CHECK(facts[5].value == "off by 3.1 % (white is 100 %) from x, 0.3 % from x′");
    CHECK(settingFacts(explanation)[1].value == "steps 9, vae own.safetensors");
}

TEST_CASE("figure: with the method, what was chosen is told in words", "[quick]") {
    Explanation explanation = smallExplanation();
    MethodSpec method;
    method.title = "Spectral IG";
    ParameterSpec overlap = test::realSpec("overlap", 0, 1, 0.4);
    overlap.symbol = "λ";
    method.parameters = {
        overlap, test::wholeSpec("max-steps", 2, 9999, 1025),
        test::choiceSpec("rule", "trapezoid",
                         {{"trapezoid", "Trapezoid", ""}, {"reference", "Reference", ""}})};
    explanation.recipe =
        R"({"method":"sig","parameters":{"max-steps":1025,"overlap":0.7,"rule":"reference"}})";
    const std::vector<Fact> facts = settingFacts(explanation, &method);
    CHECK(facts[0].value == "Spectral IG");
    CHECK(facts[1].value == "overlap λ 0.7, rule Reference");
    explanation.recipe = R"({"method":"sig","parameters":{"max-steps":1025}})";
    CHECK(settingFacts(explanation, &method)[1].name != "Parameters");  // All are defaults.
}

TEST_CASE("figure: regions are framed on both pictures, and their shares are told", "[quick]") {
    tests::needGui();
    Explanation explanation = smallExplanation();  // ΣA 0.3125, f is a probability.
    explanation.attribution = Array(3, 4, 4);
    explanation.attribution.at(0, 1, 1) = 0.075F;
    const std::vector<MarkedRegion> regions{{{"eye", 1, 1, 2, 2}, 0.25}, {{"out", 3, 3, 2, 2}, {}}};
    const std::vector<Fact> facts = regionFacts(explanation, regions);
    REQUIRE(facts.size() == 1);  // What does not lie within the map is left out.
    CHECK(facts[0].name == "Region eye");
    CHECK(facts[0].value == "+0.075, 24 % of ΣA; filled, f 25 %");
    FigureView view;
    const QImage without = renderFigure(explanation, view);
    view.regions = {{{"eye", 1, 1, 2, 2}, {}}};
    const QImage with = renderFigure(explanation, view);
    // Two pixels to the point; the legend has one line more.
    const auto half = [&](const QImage& image, int index) {
        return image.copy(index * image.width() / 2, 180, image.width() / 2, 300);
    };
    for (const int index : {0, 1}) CHECK(half(with, index) != half(without, index));
}

TEST_CASE("figure: a partial map is marked", "[quick]") {
    tests::needGui();
    Explanation explanation = smallExplanation();
    const QImage whole = renderFigure(explanation);
    explanation.partial = true;
    const QImage partial = renderFigure(explanation);
    // In the right half, below the titles and far above the legend: the map's upper edge.
    const QRect edge(whole.width() / 2, 180, whole.width() / 2, 60);
    CHECK(partial.copy(edge) != whole.copy(edge));
}

TEST_CASE("figure: the settings come from the recipe", "[quick]") {
    Explanation explanation = smallExplanation();
    explanation.recipe = R"({"method":"sig","parameters":{"overlap":0.4,"rule":"trapezoid"}})";
    explanation.partial = true;
    const std::vector<Fact> facts = settingFacts(explanation);
    REQUIRE(facts.size() == 4);
    CHECK(facts[0].value == "sig");
    CHECK(facts[1].value == "overlap 0.4, rule trapezoid");
    CHECK(facts[2].value == "Small net");
    CHECK(facts[3].value == "interrupted after 2 evaluations, 0.500 s on CPU");
}
