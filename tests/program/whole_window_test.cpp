// The window on the real engine, driven by events.

#include <QBuffer>
#include <QCoreApplication>
#include <QEventLoop>
#include <QImage>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>
#include <functional>
#include <optional>

#include "engine/api/recipe.h"
#include "tests/support/runs.h"
#include "tests/support/same_map.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_engines.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/render/png_text.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

class ShownWindow {
public:
    explicit ShownWindow(Engine& engine) {
        ui::WindowOptions options;
        options.model = tinyRequest().model;
        options.settingsFile = m_folder.filePath("settings.ini").toStdString();
        // Nothing moves but what a test moves.
        ui::settingsOf(options)->setValue("reducedMotion", true);
        m_window.emplace(engine, std::move(options));
        m_window->resize(1280, 800);
        m_window->show();
    }
    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    [[nodiscard]] ui::Session& session() { return m_window->session(); }

    /// Runs the event loop until the newest run has ended.
    void waitForEnd() {
        QEventLoop loop;
        QObject::connect(&session(), &ui::Session::ended, &loop, &QEventLoop::quit);
        if (session().running()) loop.exec();
    }

    /// Runs it until `condition`; false if it never comes.
    static bool waitFor(const std::function<bool()>& condition) {
        constexpr int patience = 120'000;  // ms
        return QTest::qWaitFor(condition, patience);
    }

private:
    QTemporaryDir m_folder;
    std::optional<ui::MainWindow> m_window;
};

/// Counts how often a widget was painted.
class PaintCounter final : public QObject {
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    [[nodiscard]] int paints() const { return m_paints; }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) ++m_paints;
        return false;
    }

private:
    int m_paints = 0;
};

}  // namespace

TEST_CASE("program: the window explains a photograph and is scrubbed by keys", "[quick]") {
    const auto engine = makeEngine();
    ShownWindow shown(*engine);
    shown.window().open(tinyRequest().image);
    shown.waitForEnd();
    REQUIRE(shown.session().result());
    const std::vector<double> alphas = shown.session().result()->alphas;

    ui::PathCursor& cursor = shown.window().pathPage().cursor();
    QTest::keyClick(&shown.window(), Qt::Key_Home);
    CHECK(cursor.alpha() == 0);
    QTest::keyClick(&shown.window(), Qt::Key_Right);
    CHECK(cursor.alpha() == alphas[1]);
    QTest::keyClick(&shown.window(), Qt::Key_End);
    CHECK(cursor.alpha() == 1);
}

TEST_CASE("program: 200 rapid changes end in the last one", "[quick]") {
    const auto engine = makeEngine();
    ShownWindow shown(*engine);
    shown.window().open(tinyRequest().image);
    for (int i = 1; i <= 200; ++i) shown.session().setParameter("overlap", i / 400.0);
    shown.waitForEnd();
    REQUIRE(shown.session().result());
    CHECK_THAT(shown.session().result()->recipe, Catch::Contains("\"overlap\":0.5"));
    CHECK(shown.session().result()->run == shown.session().run());
}

TEST_CASE("program: a saved result is shown as it was saved, and computes the same map",
          "[quick]") {
    const QTemporaryDir folder;
    const std::filesystem::path inside(folder.path().toStdString());
    std::filesystem::copy(tinyRequest().image, inside / "a&b‹ü>.png");
    std::filesystem::copy(tinyRequest().model, inside / "tiny_net.safetensors");
    const auto engine = makeEngine();
    std::shared_ptr<const Explanation> first;
    {
        ShownWindow shown(*engine);
        shown.window().open(inside / "a&b‹ü>.png");
        shown.waitForEnd();
        shown.session().setObjective("log-probability");
        shown.session().setParameter("steps", std::int64_t{17});
        shown.waitForEnd();
        first = shown.session().result();
        REQUIRE(first);
    }
    REQUIRE(writeNpz(inside / "map.npz", *first).ok());

    ShownWindow shown(*engine);
    shown.window().open(inside / "map.npz");
    REQUIRE(shown.waitFor([&] { return shown.session().result() != nullptr; }));
    CHECK_FALSE(shown.session().running());
    CHECK(shown.session().result()->attribution == first->attribution);
    CHECK(shown.session().request().objective == "log-probability");
    shown.session().restart();
    shown.waitForEnd();
    REQUIRE(shown.session().result());
    CHECK(shown.session().result()->scene->target.index == first->scene->target.index);
    checkSameMap(*first, *shown.session().result());
}

TEST_CASE("program: a figure with a recipe of a hundred thousand brackets is refused", "[quick]") {
    const tests::TemporaryFolder folder;
    const std::string recipe =
        "{\"schema\":\"sigscope-recipe\",\"baseline\":" + std::string(100'000, '[') +
        std::string(100'000, ']') + "}";
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::white);
    QBuffer buffer;
    REQUIRE(image.save(&buffer, "png"));
    const QByteArray png =
        ui::withPngText(buffer.data(), "recipe", QByteArray::fromStdString(recipe));
    const auto file = folder.write("deep.png", png);
    const auto engine = makeEngine();
    ShownWindow shown(*engine);
    shown.window().open(file);
    REQUIRE(shown.waitFor([&] { return !shown.window().messageBar().message().isEmpty(); }));
    CHECK(shown.window().messageBar().message().toStdString() ==
          file.string() + ": its recipe is damaged: it is nested more than 16 levels deep");
    CHECK_FALSE(shown.session().running());
}

TEST_CASE("program: TorchScript that was allowed is explained in the window", "[quick]") {
    const std::filesystem::path script =
        SIGSCOPE_TEST_DATA "/golden/weights/hostile/torchscript_archive.pt";
    const auto engine = makeEngine();
    ShownWindow shown(*engine);
    shown.window().open(tinyRequest().image);
    shown.waitForEnd();
    ParameterValues said;
    for (const auto& [name, text] :
         {std::pair("input-size", "32"), std::pair("resize", "36"),
          std::pair("mean", "0.5,0.5,0.5"), std::pair("std", "0.5,0.5,0.5"),
          std::pair("channel-order", "rgb"), std::pair("range", "0..1"),
          std::pair("interpolation", "bilinear")})
        for (const ParameterSpec& spec : engine->catalogue().preprocessing)
            if (spec.name == name) said[name] = parseParameter(spec, text);
    shown.session().setModel(script.string(), ModelCode::Allowed);
    shown.session().setPreprocessing(said);
    shown.waitForEnd();
    REQUIRE(shown.session().result());
    CHECK_THAT(shown.session().result()->recipe, Catch::Contains("torchscript_archive.pt"));
    // Refused, it is not run.
    shown.session().setModel(script.string(), ModelCode::Refused);
    shown.waitForEnd();
    CHECK_FALSE(shown.session().result());
}

TEST_CASE("program: with the compute thread held the window handles events and paints", "[quick]") {
    HeldEngine held;
    ShownWindow shown(held.engine());
    shown.window().open(tinyRequest().image);
    shown.waitForEnd();
    shown.session().setMethod("held");
    held.waitUntilHeld();
    ui::PathPage& page = shown.window().pathPage();
    PaintCounter counter(page);
    for (int i = 0; i < 100; ++i) {
        QTest::mouseMove(&page, QPoint(20 + i, 60 + i));
        QTest::keyClick(&shown.window(), i % 2 == 0 ? Qt::Key_Left : Qt::Key_Right);
        page.update();
        QCoreApplication::processEvents();
    }
    CHECK(counter.paints() >= 100);
    CHECK(shown.session().running());
    held.release();
    shown.waitForEnd();
    CHECK(shown.session().result());
}

TEST_CASE("program: ten cards at 224 × 224 keep their paths within a gibibyte") {
    const auto engine = makeEngine();
    ui::ComparePage page(*engine);
    ExplainRequest request = tinyRequest();
    for (const auto& [name, text] : {std::pair("input-size", "224"), std::pair("resize", "256")})
        for (const ParameterSpec& spec : engine->catalogue().preprocessing)
            if (spec.name == name) request.preprocessing[name] = parseParameter(spec, text);
    std::vector<ComparisonColumn> columns;
    for (int i = 1; i <= 10; ++i) {
        columns.push_back({"overlap " + std::to_string(i), request});
        columns.back().request.parameters["overlap"] = i / 10.0;
    }
    page.compare(std::move(columns));
    REQUIRE(ShownWindow::waitFor([&] { return !page.runs().running(); }));
    std::int64_t gradients = 0;
    for (const ui::ComparedColumn& column : page.runs().columns()) {
        INFO(column.column.title << ' ' << column.column.failure);
        REQUIRE(column.state == ui::ComparedColumn::State::Done);
        CHECK(column.column.explanation->attribution.height == 224);
        REQUIRE(column.column.explanation->trace);
        // In half precision, one for each node.
        gradients +=
            static_cast<std::int64_t>(column.column.explanation->alphas.size()) * 3 * 224 * 224 * 2;
    }
    CHECK(page.runs().traceBytes() > gradients);
    CHECK(page.runs().traceBytes() <= ui::ComparisonRuns::traceBudget);
}
