#include "ui/render/path_scales.h"

#include <catch2/catch.hpp>

#include "engine/api/attribution_map.h"
#include "tests/support/fake_trace.h"
#include "ui/render/path_frame.h"

using namespace sigscope;

TEST_CASE("path scales: the map's is the 99.5 % quantile of the whole path's map", "[quick]") {
    const auto subject = test::fakeSubject({}, 24);
    const test::FakeTrace trace(subject, 9);
    const ui::PathScales scales = ui::scalesOf(trace);
    const Array map = reduceChannels(subject->attribution, Reduction::Signed);
    CHECK(scales.map == Approx(magnitudeQuantile(map, 0.995)));
    CHECK(scales.spectrum == Approx(trace.spectrumMaximum()));
    CHECK(scales.step > 0);
    // 576 values, of which the rank 0.995 · 575 = 572 is the limit: three lie above.
    CHECK(ui::shareBeyond(map, scales.map) == Approx(3.0 / 576));
}

TEST_CASE("path frame: the last frame is the whole map on its scale", "[quick]") {
    const auto subject = test::fakeSubject({}, 24);
    const test::FakeTrace trace(subject, 9);
    const ui::PathFrame frame = ui::drawFrame(7, trace, ui::scalesOf(trace), {}, 1);
    CHECK(frame.run == 7);
    CHECK(frame.frame.accumulated == subject->attribution);
    for (const QImage* image : {&frame.point, &frame.spectrum, &frame.step, &frame.accumulated})
        CHECK(image->size() == QSize(24, 24));
    CHECK(frame.mapBeyond == Approx(3.0 / 576));
}
