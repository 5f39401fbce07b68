#include "ui/path/view_transform.h"

#include <catch2/catch.hpp>

using sigscope::ui::ViewTransform;

namespace {

ViewTransform transformOf(QSizeF picture, QSizeF view) {
    ViewTransform transform;
    transform.setPicture(picture);
    transform.setView(view);
    return transform;
}

}  // namespace

TEST_CASE("view transform: fit shows the whole picture, centred", "[quick]") {
    const auto transform = transformOf({200, 100}, {400, 400});
    CHECK(transform.scale() == Approx(2));
    const QRectF shown = transform.pictureInView();
    CHECK(shown == QRectF(0, 100, 400, 200));
}

TEST_CASE("view transform: the point under the pointer stays while zooming", "[quick]") {
    auto transform = transformOf({224, 224}, {224, 224});
    const QPointF pointer(60, 170);
    const QPointF before = transform.toPicture(pointer);
    transform.zoomAt(pointer, 4);
    CHECK(transform.scale() == Approx(4));
    CHECK(transform.toPicture(pointer).x() == Approx(before.x()));
    CHECK(transform.toPicture(pointer).y() == Approx(before.y()));
    CHECK(transform.toView(before).x() == Approx(pointer.x()));
}

TEST_CASE("view transform: zooming out ends at the whole picture", "[quick]") {
    auto transform = transformOf({224, 224}, {224, 224});
    transform.zoomAt({10, 10}, 8);
    CHECK_FALSE(transform.fitted());
    transform.zoomAt({200, 30}, 1.0 / 100);
    CHECK(transform.fitted());
    CHECK(transform.pictureInView() == QRectF(0, 0, 224, 224));
    transform.zoomAt({10, 10}, 1e6);
    CHECK(transform.scale() == Approx(ViewTransform::maximumScale));
}

TEST_CASE("view transform: panning keeps the picture's edges outside the view", "[quick]") {
    auto transform = transformOf({100, 100}, {100, 100});
    transform.zoomAt({50, 50}, 2);
    transform.panBy({1000, -1000});
    CHECK(transform.pictureInView() == QRectF(0, -100, 200, 200));
    transform.fit();
    transform.panBy({30, 30});
    CHECK(transform.pictureInView() == QRectF(0, 0, 100, 100));
}

TEST_CASE("view transform: actual size is one picture pixel per screen pixel", "[quick]") {
    auto transform = transformOf({100, 100}, {400, 400});
    transform.showActualSize(2);
    CHECK(transform.scale() == Approx(0.5));
    CHECK(transform.pictureInView() == QRectF(175, 175, 50, 50));
}

TEST_CASE("view transform: a fitted picture stays fitted when the view changes", "[quick]") {
    auto transform = transformOf({100, 100}, {100, 100});
    transform.setView({300, 300});
    CHECK(transform.scale() == Approx(3));
    transform.zoomAt({150, 150}, 2);
    transform.setView({200, 200});
    CHECK(transform.scale() == Approx(6));
    transform.setPicture({50, 100});
    CHECK(transform.scale() == Approx(2));
}
