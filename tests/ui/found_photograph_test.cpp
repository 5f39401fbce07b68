// The photograph around what a result's file holds.

#include "ui/window/found_photograph.h"

#include <QImage>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/render/thumbnail.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// What a model of that input size sees of `frame` of a sample.
std::shared_ptr<const Scene> sceneSeenIn(const char* sample, const QRectF& frame, QSize input) {
    const QImage photograph(QString::fromStdString(WindowFixture::sample(sample).string()));
    auto scene = std::make_shared<Scene>();
    scene->seen = ui::imageOf(photograph.copy(frame.toRect())
                                  .scaled(input, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                  .convertToFormat(QImage::Format_RGB888));
    scene->picture = scene->seen;
    return scene;
}

// Of 451 × 300 pixels, made 256 high, the middle 224 × 224.
const QRectF chelseaFrame((451 - 262.5) / 2, (300 - 262.5) / 2, 262.5, 262.5);
constexpr const char* cropping = R"({"preprocessing":{"fit":"crop","resize":256}})";

}  // namespace

TEST_CASE("found photograph: the frame lies where the recipe's resizing and crop put it",
          "[quick]") {
    const auto scene = sceneSeenIn("chelsea.png", chelseaFrame, {224, 224});
    const auto whole = ui::withPhotograph(scene, WindowFixture::sample("chelsea.png"), cropping);
    CHECK(whole->picture.width == 451);
    CHECK(whole->picture.height == 300);
    CHECK(whole->seenRegion.x == Approx(chelseaFrame.x()));
    CHECK(whole->seenRegion.y == Approx(chelseaFrame.y()));
    CHECK(whole->seenRegion.width == Approx(chelseaFrame.width()));
    CHECK(whole->seenRegion.height == Approx(chelseaFrame.height()));
    CHECK(whole->seen == scene->seen);
}

TEST_CASE("found photograph: a squashed one is seen whole", "[quick]") {
    const auto scene = sceneSeenIn("chelsea.png", QRectF(0, 0, 451, 300), {224, 224});
    const auto whole = ui::withPhotograph(scene, WindowFixture::sample("chelsea.png"),
                                          R"({"preprocessing":{"fit":"squash"}})");
    CHECK(whole->picture.width == 451);
    CHECK(whole->seenRegion.width == 451);
    CHECK(whole->seenRegion.height == 300);
}

TEST_CASE("found photograph: what is not what the model saw leaves the scene as it was",
          "[quick]") {
    const auto scene = sceneSeenIn("chelsea.png", chelseaFrame, {224, 224});
    const auto same = [&scene](const char* sample, const char* recipe) {
        return ui::withPhotograph(scene, WindowFixture::sample(sample), recipe) == scene;
    };
    CHECK(same("coffee.png", cropping));   // Another picture.
    CHECK(same("missing.png", cropping));  // None.
    CHECK(same("chelsea.png", "no recipe"));
    CHECK(same("chelsea.png", R"({"preprocessing":{"fit":"squash"}})"));
    // A crop that is larger than the photograph.
    CHECK(same("chelsea.png", R"({"preprocessing":{"fit":"crop","resize":200}})"));
}
