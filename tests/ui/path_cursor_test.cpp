#include "ui/transport/path_cursor.h"

#include <QSignalSpy>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"

using sigscope::test::WindowFixture;
using sigscope::ui::PathCursor;

TEST_CASE("path cursor: steps go to the neighbouring nodes", "[quick]") {
    PathCursor cursor;
    cursor.setNodes({0, 0.25, 0.5, 1});
    cursor.setAlpha(0.3);
    cursor.toNextNode();
    CHECK(cursor.alpha() == 0.5);
    cursor.toPreviousNode();
    CHECK(cursor.alpha() == 0.25);
    cursor.toFirst();
    cursor.toPreviousNode();
    CHECK(cursor.alpha() == 0);
    cursor.toLast();
    cursor.toNextNode();
    CHECK(cursor.alpha() == 1);
}

TEST_CASE("path cursor: snaps to the nearest node", "[quick]") {
    PathCursor cursor;
    CHECK(cursor.snapped(0.3) == 0.3);
    cursor.setNodes({0, 0.25, 1});
    CHECK(cursor.snapped(0.3) == 0.25);
    CHECK(cursor.snapped(0.9) == 1);
    CHECK(cursor.snapped(0.01) == 0);
}

TEST_CASE("path cursor: playing runs from the start to the end and stops", "[quick]") {
    PathCursor cursor;
    cursor.setFramesPerSecond(1000);
    const QSignalSpy changes(&cursor, &PathCursor::alphaChanged);
    cursor.togglePlaying();
    CHECK(cursor.playing());
    CHECK(cursor.alpha() == 0);
    REQUIRE(WindowFixture::waitFor([&] { return !cursor.playing(); }));
    CHECK(cursor.alpha() == 1);
    CHECK(changes.size() == PathCursor::framesPerPass + 1);
}

TEST_CASE("path cursor: looping begins again", "[quick]") {
    PathCursor cursor;
    cursor.setFramesPerSecond(1000);
    cursor.setLooping(true);
    cursor.setAlpha(0.999);
    bool wrapped = false;
    QObject::connect(&cursor, &PathCursor::alphaChanged, &cursor,
                     [&](double alpha) { wrapped = wrapped || alpha == 0; });
    cursor.togglePlaying();
    CHECK(WindowFixture::waitFor([&] { return wrapped; }));
    CHECK(cursor.playing());
}
