#include "ui/style/value_text.h"
#include "ui/render/number_text.h"

#include <catch2/catch.hpp>

using namespace sigscope::ui;

namespace {

std::vector<std::string> tickTexts(double low, double high, int wanted) {
    std::vector<std::string> texts;
    for (const Tick& tick : niceTicks(low, high, wanted)) texts.push_back(tick.text.toStdString());
    return texts;
}

}  // namespace

TEST_CASE("value text: fixed decimals have a true minus and no negative zero", "[quick]") {
    CHECK(fixedText(-0.4267, 2).toStdString() == "−0.43");
    CHECK(fixedText(-0.0001, 2).toStdString() == "0.00");
    CHECK(signedText(0.0211, 2).toStdString() == "+0.021");
}

TEST_CASE("value text: one evaluation is one", "[quick]") {
    CHECK(evaluationsText(1) == "1 evaluation");
    CHECK(evaluationsText(0) == "0 evaluations");
    CHECK(evaluationsText(80) == "80 evaluations");
}

TEST_CASE("value text: a small share is not shown as none", "[quick]") {
    CHECK(percentText(0.018).toStdString() == "1.8 %");
    CHECK(percentText(0.62).toStdString() == "62 %");
    CHECK(percentText(0.0004).toStdString() == "< 0.1 %");
    CHECK(percentText(0).toStdString() == "0.0 %");
}

TEST_CASE("value text: a probability is written in one way, and never as what it is not",
          "[quick]") {
    CHECK(probabilityText(0.387).toStdString() == "39 %");
    CHECK(probabilityText(0.0124).toStdString() == "1.2 %");
    CHECK(probabilityText(6.37e-4).toStdString() == "0.064 %");
    CHECK(probabilityText(3e-6).toStdString() == "< 0.001 %");
    CHECK(probabilityText(0.99965).toStdString() == "99.96 %");
    CHECK(probabilityText(1).toStdString() == "100 %");
    CHECK(probabilityText(0).toStdString() == "0 %");
    CHECK(objectiveText(0.387, "probability") == probabilityText(0.387));
    CHECK(objectiveText(8.126, "logit").toStdString() == "8.13");
}

TEST_CASE("value text: ticks are round and written alike", "[quick]") {
    CHECK(tickTexts(0, 1, 5) == std::vector<std::string>{"0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(tickTexts(-0.3, 0.55, 4) == std::vector<std::string>{"−0.2", "0", "0.2", "0.4"});
    CHECK(tickTexts(1, 1, 5).empty());
}

TEST_CASE("value text: ticks of small numbers are powers of ten", "[quick]") {
    const std::vector<std::string> texts = tickTexts(0, 4.2e-5, 4);
    CHECK(texts.size() > 2);
    for (const std::string& text : texts) {
        CHECK(text.find('e') == std::string::npos);
        CHECK((text == "0" || text.find("10⁻⁵") != std::string::npos));
    }
}
