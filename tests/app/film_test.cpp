#include "ui/film/film_file.h"

#include <webp/demux.h>

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QTemporaryDir>
#include <QtEndian>
#include <catch2/catch.hpp>
#include <cmath>
#include <opencv2/videoio.hpp>

#include "app/animate_flags.h"
#include "tests/app/parsed_line.h"
#include "tests/app/small_catalogue.h"
#include "tests/app/small_trace.h"
#include "tests/support/needs_gui.h"
#include "ui/film/comparison_film.h"
#include "ui/film/film_format.h"
#include "ui/film/film_frames.h"
#include "ui/render/png_chunk.h"

using namespace sigscope;
using namespace sigscope::ui;
using Catch::Contains;

namespace {

/// Of a film that is over soon: six frames.
FilmOptions shortFilm() {
    FilmOptions options;
    options.seconds = 1;
    options.hold = 0.5;
    options.framesPerSecond = 6;
    options.width = 320;
    return options;
}

std::vector<QImage> drawnFrames(const FilmOptions& options = shortFilm()) {
    const FilmFrames frames(smallPath(), options);
    std::vector<QImage> all;
    for (int k = 0; k < frames.clock().count(); ++k)
        all.push_back(frames.draw(frames.clock().alpha(k)));
    return all;
}

QByteArray filmBytes(const QTemporaryDir& folder, const std::string& ending,
                     const FilmOptions& options = shortFilm()) {
    const std::filesystem::path file = folder.filePath("film").toStdString() + ending;
    const Outcome<Done> written = writeFilm(file, smallPath(), options, [](int, int) {});
    INFO((written ? std::string() : written.error()));
    REQUIRE(written.ok());
    QFile bytes(QString::fromStdString(file.string()));
    REQUIRE(bytes.open(QIODevice::ReadOnly));
    return bytes.readAll();
}

/// The frames of an APNG: each made a PNG of its own again.
std::vector<QImage> apngFrames(const QByteArray& film) {
    const QByteArray head = film.left(pngHeaderEnd);
    std::vector<QByteArray> data;
    for (qsizetype at = pngHeaderEnd; at + 12 <= film.size();) {
        const auto length = qFromBigEndian<quint32>(film.constData() + at);
        const QByteArray type = film.mid(at + 4, 4);
        if (type == "fcTL") data.emplace_back();
        if (type == "IDAT") data.back() += film.mid(at + 8, length);
        if (type == "fdAT") data.back() += film.mid(at + 12, length - 4);
        at += 12 + static_cast<qsizetype>(length);
    }
    std::vector<QImage> frames;
    for (const QByteArray& one : data)
        frames.push_back(
            QImage::fromData(head + pngChunk("IDAT", one) + pngChunk("IEND", {}), "png"));
    return frames;
}

/// The frames of a WebP, and when each of them ends, in milliseconds.
std::vector<std::pair<QImage, int>> webpFrames(const QByteArray& film) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(film.constData()),
                        static_cast<std::size_t>(film.size())};
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_BGRA;
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, &options);
    REQUIRE(decoder != nullptr);
    WebPAnimInfo info;
    WebPAnimDecoderGetInfo(decoder, &info);
    std::vector<std::pair<QImage, int>> frames;
    while (WebPAnimDecoderHasMoreFrames(decoder)) {
        std::uint8_t* pixels = nullptr;
        int end = 0;
        REQUIRE(WebPAnimDecoderGetNext(decoder, &pixels, &end));
        const QImage view(pixels, static_cast<int>(info.canvas_width),
                          static_cast<int>(info.canvas_height), QImage::Format_RGB32);
        frames.emplace_back(view.copy(), end);
    }
    WebPAnimDecoderDelete(decoder);
    return frames;
}

/// 10 log₁₀(255² / mean square), over all three channels, in dB.
double peakSignalToNoise(const QImage& one, const QImage& other) {
    double squares = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            squares += std::pow(qRed(a) - qRed(b), 2) + std::pow(qGreen(a) - qGreen(b), 2) +
                       std::pow(qBlue(a) - qBlue(b), 2);
        }
    return 10 * std::log10(255.0 * 255.0 * 3 * one.width() * one.height() / squares);
}

bool areSame(const QImage& one, const QImage& other) {
    return one.convertToFormat(QImage::Format_RGB32) == other.convertToFormat(QImage::Format_RGB32);
}

}  // namespace

TEST_CASE("film: f is written as the window writes it", "[quick]") {
    tests::needGui();
    Explanation explanation = smallPath();  // f is 0.2734 half-way.
    CHECK(FilmFrames(explanation, shortFilm()).value(FilmPane::Point, 0.5) == "f 27 %");
    CHECK(FilmFrames(explanation, shortFilm()).value(FilmPane::SoFar, 0.5) == "ΣA 0.0234 of 0.375");
    explanation.recipe = R"({"method":"sig","of":"logit","baseline":"black"})";
    CHECK(FilmFrames(explanation, shortFilm()).value(FilmPane::Point, 0.5) == "f 0.273");
}

TEST_CASE("film: its panes are the window's frame at the same α, and the last one's α is 1",
          "[quick]") {
    tests::needGui();
    const Explanation explanation = smallPath();
    const FilmOptions options = shortFilm();
    const FilmFrames frames(explanation, options);
    CHECK(frames.clock().count() == 6);
    CHECK(frames.clock().holdCount() == 3);
    CHECK(frames.clock().alpha(0) == 0);
    CHECK(frames.clock().alpha(5) == 1);
    const double alpha = frames.clock().alpha(2);
    const QImage film = frames.draw(alpha);
    CHECK(film.size() == frames.size());
    const PathFrame window =
        drawFrame(1, *explanation.trace, scalesOf(*explanation.trace, options.display),
                  options.display, alpha);
    const std::pair<FilmPane, QImage> panes[] = {{FilmPane::Point, window.point},
                                                 {FilmPane::Spectrum, window.spectrum},
                                                 {FilmPane::Step, window.step},
                                                 {FilmPane::SoFar, window.accumulated}};
    for (const auto& [pane, picture] : panes) {
        const QRect box = frames.box(pane);
        REQUIRE(!box.isEmpty());
        CHECK(areSame(film.copy(box), picture.scaled(box.size())));
    }
}

TEST_CASE("film: its panes are laid in rows of as many as are chosen, evenly filled", "[quick]") {
    tests::needGui();
    FilmOptions options = shortFilm();
    const QSize oneRow = FilmFrames(smallPath(), options).size();
    const auto boxOf = [&](FilmPane pane) { return FilmFrames(smallPath(), options).box(pane); };
    options.perRow = 3;  // Four panes are two and two.
    const QRect first = boxOf(FilmPane::Point);
    CHECK(boxOf(FilmPane::Spectrum).top() == first.top());
    CHECK(boxOf(FilmPane::Step).left() == first.left());
    CHECK(boxOf(FilmPane::Step).top() > first.bottom());
    CHECK(boxOf(FilmPane::SoFar).topLeft() ==
          QPoint(boxOf(FilmPane::Spectrum).left(), boxOf(FilmPane::Step).top()));
    CHECK(boxOf(FilmPane::Chart).top() > boxOf(FilmPane::SoFar).bottom());
    options.perRow = 1;
    const FilmFrames column(smallPath(), options);
    CHECK(column.box(FilmPane::SoFar).left() == column.box(FilmPane::Point).left());
    CHECK(column.size().width() == oneRow.width());
    CHECK(column.size().height() > 4 * column.box(FilmPane::Point).height());
    // Each pane's picture is where its box says.
    const PathFrame window = drawFrame(
        1, *smallPath().trace, scalesOf(*smallPath().trace, options.display), options.display, 0.5);
    const QRect box = column.box(FilmPane::SoFar);
    CHECK(areSame(column.draw(0.5).copy(box), window.accumulated.scaled(box.size())));
}

TEST_CASE("film: its chart lies below the pictures, or beside them as high as they are",
          "[quick]") {
    tests::needGui();
    FilmOptions options = shortFilm();
    options.width = FilmOptions().width;
    options.perRow = 2;
    const FilmFrames below(smallPath(), options);
    options.chart = ChartPlace::Beside;
    const FilmFrames beside(smallPath(), options);
    CHECK(beside.size().width() == below.size().width());
    CHECK(beside.size().height() < below.size().height());
    const QRect chart = beside.box(FilmPane::Chart);
    for (const FilmPane pane :
         {FilmPane::Point, FilmPane::Spectrum, FilmPane::Step, FilmPane::SoFar}) {
        CHECK(beside.box(pane).right() < chart.left());
        CHECK(beside.box(pane).top() > chart.top());
        CHECK(beside.box(pane).bottom() < chart.bottom());
        CHECK(below.box(pane).bottom() < below.box(FilmPane::Chart).top());
    }
    CHECK(QRect(QPoint(0, 0), beside.size()).contains(chart));
    // The cursor stands elsewhere.
    CHECK(beside.draw(0.2).copy(chart) != beside.draw(0.8).copy(chart));
    // Without pictures there is nothing that it could be beside.
    options.panes = {FilmPane::Chart};
    const QSize alone = FilmFrames(smallPath(), options).size();
    options.chart = ChartPlace::Below;
    CHECK(FilmFrames(smallPath(), options).size() == alone);
}

TEST_CASE("film: one that no player would show is refused before it is drawn", "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    FilmOptions options = shortFilm();
    options.width = widestFilm;
    options.perRow = 1;  // Four pictures of nearly 4096 pixels, and the chart.
    const std::filesystem::path file = folder.filePath("film.webp").toStdString();
    int drawn = 0;
    const Outcome<Done> written =
        writeFilm(file, smallPath(), options, [&drawn](int, int) { ++drawn; });
    REQUIRE_FALSE(written.ok());
    CHECK_THAT(written.error(), Contains("film.webp: the film would be "));
    CHECK_THAT(written.error(), Contains("pixels high, and films are 16383 at most"));
    CHECK(drawn == 0);
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("film: the pace by change leaves time for where f changes, that by α is even",
          "[quick]") {
    tests::needGui();
    FilmOptions options = shortFilm();
    const double byChange = FilmFrames(smallPath(), options).clock().alpha(3);
    options.pace = Pace::Alpha;
    CHECK(FilmFrames(smallPath(), options).clock().alpha(3) == Approx(0.6));
    // The path's pictures change early and f late: what lies between is passed quickly.
    CHECK(byChange > 0.6);
}

TEST_CASE("film: APNG and WebP hold every frame exactly, the last one for its hold", "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    const std::vector<QImage> drawn = drawnFrames();
    const std::vector<QImage> apng = apngFrames(filmBytes(folder, ".png"));
    const auto webp = webpFrames(filmBytes(folder, ".webp"));
    REQUIRE(apng.size() == drawn.size());
    REQUIRE(webp.size() == drawn.size());
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        CHECK(areSame(apng[k], drawn[k]));
        CHECK(areSame(webp[k].first, drawn[k]));
    }
    CHECK(webp[4].second == 833);
    CHECK(webp[5].second == 1333);
}

TEST_CASE("film: a PNG shows its first frame where films are unknown, and has the recipe inside",
          "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    const QByteArray film = filmBytes(folder, ".png");
    CHECK(areSame(QImage::fromData(film, "png"), drawnFrames().front()));
    CHECK(film.contains(QByteArray::fromStdString(smallPath().recipe)));
}

TEST_CASE("film: an MP4 of the usual size shows every frame to 35 dB") {
    tests::needGui();
    if (!canEncode(FilmFormat::Mp4)) return;  // Then it is not offered either.
    const QTemporaryDir folder;
    // At the usual size: colours have half the resolution, and each pixel of a map is larger.
    FilmOptions options = shortFilm();
    options.width = FilmOptions().width;
    static_cast<void>(filmBytes(folder, ".mp4", options));
    const std::vector<QImage> drawn = drawnFrames(options);
    cv::VideoCapture film(folder.filePath("film.mp4").toStdString());
    REQUIRE(film.isOpened());
    CHECK(film.get(cv::CAP_PROP_FPS) == Approx(6));
    cv::Mat bgr;
    std::size_t count = 0;
    for (; film.read(bgr); ++count) {
        const QImage frame(bgr.data, bgr.cols, bgr.rows, static_cast<qsizetype>(bgr.step),
                           QImage::Format_BGR888);
        // What stays is the last one again.
        CHECK(peakSignalToNoise(frame, drawn[std::min(count, drawn.size() - 1)]) >= 35);
    }
    CHECK(count == drawn.size() + 2);
}

TEST_CASE("film: a GIF has all frames, near their colours, and their times in hundredths",
          "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    const std::vector<QImage> drawn = drawnFrames();
    QByteArray film = filmBytes(folder, ".gif");
    QBuffer buffer(&film);
    REQUIRE(buffer.open(QIODevice::ReadOnly));
    QImageReader reader(&buffer, "gif");
    CHECK(reader.loopCount() == -1);
    // Sixths of a second: 17, 16, 17, 17, 16 hundredths, and the last one's with its hold.
    const int delays[] = {170, 160, 170, 170, 160, 500};
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        const QImage frame = reader.read();
        REQUIRE(frame.size() == drawn[k].size());
        // 256 colours by median cut.
        CHECK(peakSignalToNoise(frame, drawn[k]) >= 30);
        CHECK(reader.nextImageDelay() == delays[k]);
    }
    CHECK(reader.read().isNull());
}

TEST_CASE("film: one that is cancelled leaves what was there, and nothing beside it", "[quick]") {
    tests::needGui();
    const QTemporaryDir folder;
    QFile old(folder.filePath("film.webp"));
    REQUIRE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    std::stop_source stop;
    const Outcome<Done> written = writeFilm(
        old.fileName().toStdString(), smallPath(), shortFilm(),
        [&stop](int done, int) {
            if (done == 3) stop.request_stop();
        },
        stop.get_token());
    REQUIRE_FALSE(written.ok());
    CHECK_THAT(written.error(), Contains("film.webp") && Contains("cancelled"));
    REQUIRE(old.open(QIODevice::ReadOnly));
    CHECK(old.readAll() == "old");
    CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size() == 1);
}

TEST_CASE("film: a method without a path cannot be filmed, nor a path that was not kept",
          "[quick]") {
    Explanation explanation = smallPath();
    CHECK(checkFilmable(explanation).ok());
    explanation.trace = nullptr;
    CHECK_THAT(checkFilmable(explanation).error(), Contains("not kept"));
    explanation.traits.path = PathUse::None;
    CHECK_THAT(checkFilmable(explanation).error(), Contains("no path"));
}

TEST_CASE("command line: animate takes panes, pace, times and size, and a file for the film",
          "[quick]") {
    const Catalogue catalogue = app::smallCatalogue();
    const app::CommandLine line =
        app::accepted(catalogue, {"animate",     "cat.png",   "-o",    "cat.webp",  "--panes",
                                  "sofar,chart", "--pace",    "alpha", "--seconds", "3",
                                  "--hold",      "0",         "--fps", "10",        "--size",
                                  "640",         "--per-row", "2",     "--chart",   "beside"});
    CHECK(line.command == app::CommandLine::Command::Animate);
    CHECK(line.animate.columns.front().request.tracing == Tracing::Path);
    CHECK(line.animate.film.panes == std::vector{FilmPane::SoFar, FilmPane::Chart});
    CHECK(line.animate.film.pace == Pace::Alpha);
    CHECK(line.animate.film.seconds == 3);
    CHECK(line.animate.film.framesPerSecond == 10);
    CHECK(line.animate.film.width == 640);
    CHECK(line.animate.film.perRow == 2);
    CHECK(line.animate.film.chart == ChartPlace::Beside);
    CHECK_THAT(app::refused(catalogue, {"animate", "cat.png"}).text, Contains("-o is required"));
    CHECK_THAT(
        app::refused(catalogue, {"animate", "cat.png", "-o", "f.gif", "--panes", "x,x"}).text,
        Contains("x is given twice"));
    const auto ofPanes = [&](const char* panes, const char* flag, const char* value) {
        return app::refused(catalogue,
                            {"animate", "cat.png", "-o", "f.gif", "--panes", panes, flag, value})
            .text;
    };
    CHECK_THAT(ofPanes("x,sofar", "--chart", "beside"),
               Contains("--chart: the chart is none of the --panes"));
    CHECK_THAT(ofPanes("x,chart", "--map", "absolute"),
               Contains("--map: there is no map among the --panes"));
}

namespace {

/// Two paths and a map without one; the first path's map is half of the second's.
std::vector<ComparisonColumn> threeColumns() {
    Explanation half = smallPath();
    for (float& value : half.attribution.values) value /= 2;
    Explanation still = smallPath();
    still.trace = nullptr;
    return {{"IG", {}, std::make_shared<Explanation>(half)},
            {"SIG", {}, std::make_shared<Explanation>(smallPath())},
            {"Grad", {}, std::make_shared<Explanation>(still)},
            {"GIG", {}, nullptr, "out of memory"}};
}

FilmOptions evenFilm() {
    FilmOptions options = shortFilm();
    options.pace = Pace::Alpha;
    return options;
}

}  // namespace

TEST_CASE("film of a comparison: the maps up to α in the colours of the whole ones", "[quick]") {
    tests::needGui();
    const ComparisonView view;
    const ComparisonFilm film(threeColumns(), view, evenFilm());
    std::vector<Array> whole;
    std::vector<Array> sofar;
    for (const ComparisonColumn& column : threeColumns()) {
        if (!column.explanation) continue;
        const auto& trace = column.explanation->trace;
        whole.push_back(column.explanation->attribution);
        sofar.push_back(trace ? trace->frame(0.4).accumulated : whole.back());
    }
    const ComparisonMaps scaled = comparisonMaps(whole, view);
    const std::vector<Array> maps = reducedFor(sofar, view);
    const QImage frame = film.draw(0.4);
    CHECK(frame.size() == film.size());
    for (std::size_t k = 0; k < maps.size(); ++k) {
        const MapScale scale = scaleTo(scaled.limits[k], view.reduction);
        const QImage map = colourise(maps[k], scale.colours, scale.low, scale.high)
                               .scaled(film.box(k).size())
                               .convertToFormat(QImage::Format_RGB32);
        CHECK(frame.copy(film.box(k)) == map);
    }
    // What has no path stands still.
    CHECK(film.draw(0.1).copy(film.box(2)) == frame.copy(film.box(2)));
    CHECK(film.draw(0.1).copy(film.box(1)) != frame.copy(film.box(1)));
}

TEST_CASE("film of a comparison: paths are where the view's scrubber has them, by length or by Δf",
          "[quick]") {
    tests::needGui();
    const ComparisonView view;
    const auto trace = smallPath().trace;
    std::vector<Array> whole;
    for (const ComparisonColumn& column : threeColumns())
        if (column.explanation) whole.push_back(column.explanation->attribution);
    const ComparisonMaps scaled = comparisonMaps(whole, view);
    for (const Alignment alignment : {Alignment::Length, Alignment::Change}) {
        const ComparisonFilm film(threeColumns(), view, evenFilm(), alignment);
        const QImage frame = film.draw(0.4);
        // The path is long at first, and f rises late.
        const double alpha = PathAlignment(trace, alignment).alphaAt(0.4);
        CHECK(std::abs(alpha - 0.4) > 0.05);
        const QImage map =
            comparisonPicture(reducedFor(trace->mapAt(alpha), view), scaled.limits[1], view, {});
        CHECK(areSame(frame.copy(film.box(1)), map.scaled(film.box(1).size())));
        // What has no path stands still, and all ends in the whole maps.
        CHECK(film.draw(0.1).copy(film.box(2)) == frame.copy(film.box(2)));
        const ComparisonFilm byAlpha(threeColumns(), view, evenFilm());
        for (const std::size_t k : {0, 1, 2})
            CHECK(film.draw(1).copy(film.box(k)) == byAlpha.draw(1).copy(film.box(k)));
        CHECK(film.clock().alpha(0) == 0);
        CHECK(film.clock().alpha(film.clock().count() - 1) == 1);
    }
}

TEST_CASE("film of a comparison: ends in the whole maps, and lays five to a row", "[quick]") {
    tests::needGui();
    const std::vector<ComparisonColumn> columns = threeColumns();
    const ComparisonFilm film(columns, {}, evenFilm());
    CHECK(film.clock().alpha(film.clock().count() - 1) == 1);
    CHECK(film.size().width() % 2 == 0);
    CHECK(film.size().height() % 2 == 0);
    CHECK(film.box(0).top() == film.box(2).top());
    const std::vector<ComparisonColumn> seven(7, columns[1]);
    const ComparisonFilm two(seven, {}, evenFilm());
    CHECK(two.box(4).top() > two.box(0).top());
    CHECK(two.box(6).bottom() < two.size().height());
    CHECK(canFilm(columns));
    CHECK_FALSE(canFilm({columns[2], columns[3]}));
}

TEST_CASE("film of a comparison: is called by what is true of all its columns", "[quick]") {
    tests::needGui();
    const auto explained = [](const std::string& label) {
        Explanation explanation = smallPath();
        explanation.recipe = R"({"image": {"name": "cat.png"}})";
        Scene scene = *explanation.scene;
        scene.target.label = label;
        explanation.scene = std::make_shared<Scene>(scene);
        return std::make_shared<Explanation>(explanation);
    };
    const auto lastFrame = [](const std::vector<ComparisonColumn>& columns,
                              const QString& caption) {
        FilmOptions options = evenFilm();
        options.caption = caption;
        return ComparisonFilm(columns, {}, options).draw(1);
    };
    std::vector<ComparisonColumn> columns{{"IG", {}, explained("tabby")},
                                          {"SIG", {}, explained("tabby")}};
    CHECK(lastFrame(columns, {}) == lastFrame(columns, "cat.png: tabby"));
    CHECK(lastFrame(columns, {}) != lastFrame(columns, "cat.png"));
    columns[1].explanation = explained("lynx");
    CHECK(lastFrame(columns, {}) == lastFrame(columns, "cat.png"));
    columns[1].request.image = "dog.png";
    CHECK(lastFrame(columns, {}) == lastFrame(columns, "Several pictures"));
}

TEST_CASE("film: several paths share the time that each would take alone", "[quick]") {
    const auto trace = smallPath().trace;
    FilmOptions options = shortFilm();
    options.framesPerSecond = 24;
    const FilmClock one({trace}, options);
    const FilmClock three({trace, trace, trace}, options);
    REQUIRE(one.count() == three.count());
    // Both are linear in between, at points of their own.
    for (int k = 0; k < one.count(); ++k)
        CHECK(three.alpha(k) == Approx(one.alpha(k)).margin(0.02));
}

TEST_CASE("film: a caption takes the place of the picture's name; a size is predicted", "[quick]") {
    tests::needGui();
    FilmOptions options = evenFilm();
    const FilmFrames plain(smallPath(), options);
    options.caption = "Another caption";
    const FilmFrames captioned(smallPath(), options);
    const QRect heading(0, 0, 320, captioned.box(FilmPane::Point).top() / 2);
    CHECK(plain.draw(1).copy(heading) != captioned.draw(1).copy(heading));
    const auto bytes = predictedFilmBytes(FilmFormat::Gif, captioned);
    REQUIRE(bytes);
    const QTemporaryDir folder;
    const qint64 actual = filmBytes(folder, ".gif", evenFilm()).size();
    CHECK(*bytes > actual / 3);
    CHECK(*bytes < actual * 3);
    std::stop_source stopped;
    stopped.request_stop();
    CHECK_FALSE(predictedFilmBytes(FilmFormat::Gif, captioned, stopped.get_token()));
}

TEST_CASE("command line: animate takes several methods, whose maps it shows", "[quick]") {
    const Catalogue catalogue = app::smallCatalogue();
    const app::CommandLine line =
        app::accepted(catalogue, {"animate", "cat.png", "-o", "cat.gif", "--methods", "sig,gi",
                                  "--scale", "map", "--caption", "A cat", "--overlap", "0.2"});
    REQUIRE(line.animate.columns.size() == 2);
    CHECK(line.animate.columns[0].request.parameters.contains("overlap"));
    CHECK(line.animate.columns[1].request.method == "gi");
    CHECK(line.animate.columns[1].request.parameters.empty());
    CHECK(line.animate.view.scale == ComparisonScale::Map);
    CHECK(line.animate.film.caption == "A cat");
    CHECK(line.animate.alignment == Alignment::Alpha);
    CHECK(app::accepted(catalogue, {"animate", "cat.png", "-o", "cat.gif", "--methods", "sig,gi",
                                    "--align", "length"})
              .animate.alignment == Alignment::Length);
    CHECK(app::accepted(catalogue, {"animate", "cat.png", "-o", "cat.gif", "--methods", "sig,gi",
                                    "--align", "change"})
              .animate.alignment == Alignment::Change);
    CHECK(app::accepted(catalogue, {"animate", "cat.png", "-o", "cat.gif", "--methods", "sig,gi",
                                    "--opacity", "0.5"})
              .animate.view.opacity == 0.5);
    const auto refusal = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"animate", "cat.png", "-o", "cat.gif"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return app::refused(catalogue, arguments).text;
    };
    CHECK_THAT(refusal({"--methods", "sig,gi", "--panes", "x"}),
               Contains("--panes: is of one path"));
    CHECK_THAT(refusal({"--scale", "map"}), Contains("that of several maps"));
    CHECK_THAT(refusal({"--limit", "1"}), Contains("--limit: is that of several maps"));
    CHECK_THAT(refusal({"--align", "length"}), Contains("--align: is that of several maps"));
}
