// The sheet of films: what it offers, what it writes, and what it leaves when it is cancelled.

#include "ui/film/animation_sheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <catch2/catch.hpp>
#include <numeric>

#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/film/comparison_film.h"
#include "ui/film/film_file.h"
#include "ui/film/removal_film.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
using ui::AnimationSheet;

namespace {

/// A window whose first run is done, with the sheet open; films go to `file`.
class SheetFixture {
public:
    explicit SheetFixture(const std::filesystem::path& file) {
        ui::WindowOptions options;
        options.askNewFile = [file](QWidget*, const std::filesystem::path&,
                                    const std::vector<std::string>&) { return file; };
        m_window.showCompleted(std::move(options));
        open();
    }

    void open() {
        QTest::keyClick(&window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        REQUIRE(WindowFixture::waitFor([&] { return sheet().isVisible(); }));
    }

    /// The Compare view, with the fast methods computed.
    ui::ComparePage& compareFast() {
        QTest::keyClick(&window(), Qt::Key_2);
        ui::ComparePage& page = window().comparePage();
        QTest::mouseClick(page.findChild<QPushButton*>("compareFast"), Qt::LeftButton);
        for (RunId run = 2; run <= m_window.engine().newest(); ++run) {
            m_window.engine().deliverStarted(run);
            m_window.engine().deliverCompleted(run);
        }
        REQUIRE(WindowFixture::waitFor([&] { return !page.runs().running(); }));
        return page;
    }

    [[nodiscard]] ui::MainWindow& window() { return m_window.window(); }
    [[nodiscard]] WindowFixture& fixture() { return m_window; }
    [[nodiscard]] AnimationSheet& sheet() {
        auto* found = window().findChild<AnimationSheet*>();
        REQUIRE(found);
        return *found;
    }
    [[nodiscard]] QPushButton& button(const char* name) {
        return *sheet().findChild<QPushButton*>(QLatin1String(name));
    }
    void setSeconds(double seconds) {
        sheet().findChildren<QDoubleSpinBox*>().front()->setValue(seconds);
    }
    [[nodiscard]] QString message() { return window().messageBar().message(); }

private:
    WindowFixture m_window;
};

/// A map's evaluation whose pixels go row by row, those of a picture of 32 × 32 pixels.
std::shared_ptr<const MapEvaluation> rowByRow() {
    constexpr int side = 32;
    auto removal = std::make_shared<PixelRemoval>();
    removal->places.resize(std::size_t{side} * side);
    std::iota(removal->places.begin(), removal->places.end(), 0);
    removal->fill = Array(3, side, side);
    auto evaluation = std::make_shared<MapEvaluation>();
    for (const double share : {0.0, 0.5, 1.0})
        evaluation->deletion.push_back({share, 1 - share, {}});
    evaluation->removal = removal;
    return evaluation;
}

QByteArray bytesIn(const std::filesystem::path& file) {
    QFile bytes(QString::fromStdString(file.string()));
    REQUIRE(bytes.open(QIODevice::ReadOnly));
    return bytes.readAll();
}

qsizetype filesIn(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size();
}

}  // namespace

TEST_CASE("animation sheet: it leaves the window usable, and Esc closes it", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.gif").toStdString());
    CHECK_FALSE(fixture.sheet().isModal());
    CHECK(fixture.button("exportAnimation").isEnabled());
    QTest::keyClick(&fixture.sheet(), Qt::Key_Escape);
    CHECK_FALSE(fixture.sheet().isVisible());
}

TEST_CASE("animation sheet: its film is proposed beside the picture, by its name", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    std::filesystem::path proposed;
    options.askNewFile = [&](QWidget*, const std::filesystem::path& proposal,
                             const std::vector<std::string>&) {
        proposed = proposal;
        return std::filesystem::path();
    };
    ui::MainWindow& window = fixture.showCompleted(std::move(options));
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    auto* sheet = window.findChild<AnimationSheet*>();
    REQUIRE(sheet);
    QTest::mouseClick(sheet->findChild<QPushButton*>("exportAnimation"), Qt::LeftButton);
    CHECK(proposed.parent_path() == WindowFixture::sample("chelsea.png").parent_path());
    CHECK(proposed.stem() == "chelsea_film");
}

TEST_CASE("animation sheet: only formats whose encoder opens are offered", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.gif").toStdString());
    const auto* formats = fixture.sheet().findChild<QComboBox*>("animationFormat");
    REQUIRE(formats->count() >= 3);
    for (int k = 0; k < formats->count(); ++k)
        CHECK(ui::canEncode(static_cast<ui::FilmFormat>(formats->itemData(k).toInt())));
}

TEST_CASE("animation sheet: without panes there is nothing to film", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.gif").toStdString());
    for (QCheckBox* box : fixture.sheet().findChildren<QCheckBox*>()) {
        CHECK(fixture.button("exportAnimation").isEnabled());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    }
    CHECK(fixture.sheet().options().panes.empty());
    CHECK_FALSE(fixture.button("exportAnimation").isEnabled());
}

TEST_CASE("animation sheet: its film is, byte for byte, the one that the command line writes",
          "[quick]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("film.gif").toStdString();
    SheetFixture fixture(file);
    fixture.setSeconds(0.2);
    auto* layout = fixture.sheet().findChild<QSpinBox*>("animationPerRow");
    REQUIRE(layout);
    layout->setFocus();
    layout->selectAll();
    QTest::keyClick(layout, Qt::Key_2);
    REQUIRE(fixture.sheet().options().perRow == 2);
    QTest::keyClick(fixture.sheet().findChild<QComboBox*>("animationChart"), Qt::Key_Down);
    REQUIRE(fixture.sheet().options().chart == ui::ChartPlace::Beside);
    QTest::mouseClick(&fixture.button("exportAnimation"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.message().startsWith("Saved"); }));
    const std::filesystem::path other = folder.filePath("other.gif").toStdString();
    REQUIRE(ui::writeFilm(other, *fixture.window().session().result(), fixture.sheet().options(),
                          [](int, int) {})
                .ok());
    CHECK(bytesIn(file) == bytesIn(other));
}

TEST_CASE("animation sheet: Esc cancels a film, and nothing is left of it", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.png").toStdString());
    fixture.setSeconds(600);
    QTest::mouseClick(&fixture.button("exportAnimation"), Qt::LeftButton);
    CHECK(fixture.button("cancelAnimation").isVisible());
    QTest::keyClick(&fixture.sheet(), Qt::Key_Escape);
    CHECK(fixture.sheet().isVisible());
    CHECK_FALSE(fixture.button("cancelAnimation").isVisible());
    CHECK(fixture.button("exportAnimation").isEnabled());
    CHECK(filesIn(folder) == 0);
}

TEST_CASE("animation sheet: from the Compare view it films the comparison", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.gif").toStdString());
    fixture.compareFast();
    fixture.open();
    const auto* source = fixture.sheet().findChild<QComboBox*>("animationSource");
    CHECK(source->currentData().toInt() == static_cast<int>(ui::AnimationSource::Comparison));
    fixture.setSeconds(0.2);
    QTest::mouseClick(&fixture.button("exportAnimation"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.message().startsWith("Saved"); }));
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("animation sheet: the comparison's paths lie beside each other as they do in the view",
          "[quick]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("film.gif").toStdString();
    SheetFixture fixture(file);
    ui::ComparePage& page = fixture.compareFast();
    auto* alignment = page.findChild<QComboBox*>("compareAlignment");
    REQUIRE(alignment);
    REQUIRE(WindowFixture::waitFor([&] { return alignment->isEnabled(); }));
    fixture.open();
    fixture.setSeconds(0.2);
    // Also what is chosen while the sheet is open.
    QTest::keyClick(alignment, Qt::Key_Down);
    QTest::keyClick(alignment, Qt::Key_Down);  // By share of Δf.
    QTest::mouseClick(&fixture.button("exportAnimation"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.message().startsWith("Saved"); }));
    const auto bytesOf = [&](ui::Alignment by) {
        const std::filesystem::path other = folder.filePath("other.gif").toStdString();
        const ui::ComparisonFilm film(page.computed(), page.view(), fixture.sheet().options(), by);
        REQUIRE(ui::writeFilm(other, film, [](int, int) {}).ok());
        return bytesIn(other);
    };
    CHECK(bytesIn(file) == bytesOf(ui::Alignment::Change));
    CHECK(bytesIn(file) != bytesOf(ui::Alignment::Alpha));
}

TEST_CASE("animation sheet: from the Evaluate view it films what maps take away", "[quick]") {
    const QTemporaryDir folder;
    SheetFixture fixture(folder.filePath("film.gif").toStdString());
    QTest::keyClick(&fixture.window(), Qt::Key_3);
    ui::EvaluatePage& page = fixture.window().evaluatePage();
    REQUIRE(WindowFixture::waitFor([&] { return page.isVisible(); }));
    QTest::mouseClick(page.findChild<QPushButton*>("evaluateRun"), Qt::LeftButton);
    for (const auto& asked : fixture.fixture().engine().evaluations())
        asked.observer->completed(asked.id, rowByRow());
    REQUIRE(WindowFixture::waitFor([&] { return !page.runs().running(); }));
    fixture.open();
    const auto* source = fixture.sheet().findChild<QComboBox*>("animationSource");
    CHECK(source->currentData().toInt() == static_cast<int>(ui::AnimationSource::Removal));
    CHECK(source->count() == 2);  // The path can be filmed, too; nothing is compared.
    fixture.setSeconds(0.2);
    QTest::mouseClick(&fixture.button("exportAnimation"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.message().startsWith("Saved"); }));
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("film of a removal: its pictures are the Evaluate view's, and shares pass evenly",
          "[quick]") {
    auto scene = std::make_shared<Scene>();
    constexpr int side = 32;
    scene->seen = {side, side, std::vector<std::uint8_t>(std::size_t{3} * side * side, 200)};
    scene->target = {1, "tabby, cat", 0.75, 2};
    auto map = std::make_shared<Explanation>();
    map->scene = scene;
    map->recipe = "{}";
    ui::FilmOptions options;
    options.seconds = 0.5;
    options.framesPerSecond = 10;
    options.width = 2 * side;
    const auto evaluation = rowByRow();
    const ui::RemovalFilm film({{{"SIG", map, evaluation}}, ui::RemovalGame::Deletion}, options);
    CHECK(film.clock().count() == 5);
    CHECK(film.clock().alpha(2) == 0.5);
    const QRect box = film.box(0);
    for (const double share : {0.0, 0.5, 1.0}) {
        const QImage seen =
            ui::removalPicture(scene->seen, *evaluation->removal, ui::RemovalGame::Deletion, share);
        CHECK(film.draw(share).copy(box) ==
              seen.scaled(box.size(), Qt::IgnoreAspectRatio,
                          box.width() >= side ? Qt::FastTransformation : Qt::SmoothTransformation));
    }
    CHECK(film.size().width() == 2 * side);
    CHECK(film.size().height() % 2 == 0);
}
