// The Figure view: what it takes, what it waits for, what it exports, and what it reopens.

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/figure/figure_editor.h"
#include "ui/figure/figure_preview.h"
#include "ui/figure/figure_settings.h"
#include "ui/render/paper_figure_file.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
using ui::FigureEditor;
using ui::PaperFigureKind;

namespace {

/// A window whose first run is done, at its Figure view.
class FigureFixture {
public:
    explicit FigureFixture(ui::WindowOptions options = {}) {
        m_window.showCompleted(std::move(options));
        QTest::keyClick(&window(), Qt::Key_4);
        REQUIRE(WindowFixture::waitFor([&] { return editor().isVisible(); }));
    }

    [[nodiscard]] ui::MainWindow& window() { return m_window.window(); }
    [[nodiscard]] FigureEditor& editor() { return window().figureEditor(); }
    [[nodiscard]] sigscope::test::FakeEngine& engine() { return m_window.engine(); }

    template <typename Widget>
    [[nodiscard]] Widget& child(const char* name) {
        auto* found = editor().findChild<Widget*>(QLatin1String(name));
        REQUIRE(found);
        return *found;
    }

    void clickKind(PaperFigureKind kind) {
        auto& kinds = child<QListWidget>("figureKinds");
        for (int row = 0; row < kinds.count(); ++row) {
            if (kinds.item(row)->data(Qt::UserRole).toInt() != static_cast<int>(kind)) continue;
            QTest::mouseClick(kinds.viewport(), Qt::LeftButton, {},
                              kinds.visualItemRect(kinds.item(row)).center());
        }
    }

    void click(const char* button) {
        QTest::mouseClick(&child<QPushButton>(button), Qt::LeftButton);
    }

    void waitForFigure(PaperFigureKind kind) {
        REQUIRE(WindowFixture::waitFor(
            [&] { return editor().figure() && editor().figure()->kind == kind; }));
    }

private:
    WindowFixture m_window;
};

constexpr int headerPlace = 8;  ///< px from the top: among the headers of columns.

/// Of one of strips' five columns, which begin a sixteenth from the left.
QPoint middleOfColumn(const QWidget& preview, int column) {
    const double share = 1.0 / 16 + 15.0 / 16 * (column + 0.5) / 5;
    return {static_cast<int>(share * preview.width()), preview.height() / 3};
}

void drag(QWidget& widget, const QPoint& from, const QPoint& to) {
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

QByteArray bytesOf(const std::filesystem::path& file) {
    QFile bytes(QString::fromStdString(file.string()));
    REQUIRE(bytes.open(QIODevice::ReadOnly));
    return bytes.readAll();
}

/// A window that exports to that file.
ui::WindowOptions exportingTo(const std::filesystem::path& file) {
    ui::WindowOptions options;
    options.askNewFile = [file](QWidget*, const std::filesystem::path&,
                                const std::vector<std::string>&) { return file; };
    return options;
}

}  // namespace

TEST_CASE("figure view: what is computed already is drawn at once", "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    CHECK(fixture.editor().figure()->grid().rows.size() == 2);
    CHECK(fixture.engine().runs().size() == 1);
    CHECK(fixture.child<QPushButton>("exportFigure").isEnabled());
}

TEST_CASE("figure view: at 900 × 600 a single column, its caption and all kinds are seen whole",
          "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto& kinds = fixture.child<QListWidget>("figureKinds");
    const auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    const auto& caption = fixture.child<QLabel>("figureCaption");
    const auto isWhole = [](const QWidget& widget) {
        const QWidget& viewport = *widget.parentWidget();
        return viewport.rect().contains(widget.geometry());
    };
    const auto topLeft = [&](const QWidget& widget) {
        return widget.mapTo(&fixture.editor(), QPoint(0, 0));
    };
    for (const QSize size : {QSize(900, 600), QSize(1024, 700), QSize(900, 600)}) {
        INFO(size.width() << " × " << size.height());
        fixture.window().resize(size);
        WindowFixture::settle();
        REQUIRE(fixture.window().size() == size);
        CHECK(isWhole(*preview));
        CHECK(caption.isVisible());
        CHECK(isWhole(caption));
        for (int row = 0; row < kinds.count(); ++row)
            CHECK(kinds.viewport()->rect().contains(kinds.visualItemRect(kinds.item(row))));
        // Beside the figure where there is room.
        const bool isNarrow = size.width() == 900;
        CHECK((topLeft(kinds).y() + kinds.height() <= topLeft(*preview).y()) == isNarrow);
        CHECK((topLeft(kinds).x() + kinds.width() <= topLeft(*preview).x()) != isNarrow);
    }
    const QWidget& settings = fixture.editor().settings();
    for (const auto* input : settings.findChildren<QWidget*>())
        if (input->isVisible() && input->focusPolicy() != Qt::NoFocus) {
            const int right = input->mapTo(&settings, QPoint(input->width(), 0)).x();
            INFO(input->objectName().toStdString());
            CHECK(right <= settings.parentWidget()->width());
        }
    fixture.clickKind(PaperFigureKind::Spectra);
    CHECK(kinds.currentItem()->data(Qt::UserRole).toInt() ==
          static_cast<int>(PaperFigureKind::Spectra));
}

TEST_CASE("figure view: a click on a part of the figure goes to what it is set by", "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    REQUIRE(preview);
    const auto focusAfter = [&](const QPoint& place) {
        QTest::mouseClick(preview, Qt::LeftButton, {}, place);
        return fixture.window().focusWidget();
    };
    constexpr int inside = 5;  // px from an edge
    const QPoint middle = preview->rect().center();
    CHECK(focusAfter({inside, middle.y()}) == &fixture.child<QLineEdit>("figureMethods"));
    CHECK(focusAfter({middle.x(), preview->height() - inside}) ==
          &fixture.child<QComboBox>("figureMaps"));
    auto& alphas = fixture.child<QLineEdit>("figureAlphas");
    CHECK(focusAfter(middle) == &alphas);
    CHECK(alphas.selectedText() == alphas.text());
    auto& heading = fixture.child<QLineEdit>("figureHeading");
    heading.setFocus();
    QTest::keyClicks(&heading, "Cat");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.editor().figure()->heading == "Cat"; }));
    alphas.setFocus();
    CHECK(focusAfter({middle.x(), inside}) == &heading);
}

TEST_CASE("figure view: a column that is dragged takes the place of another", "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    drag(*preview, middleOfColumn(*preview, 1), middleOfColumn(*preview, 3));
    CHECK(fixture.child<QLineEdit>("figureAlphas").text() == "0.1, 0.55, 0.6, 0.3, 1");
    REQUIRE(WindowFixture::waitFor(
        [&] { return fixture.editor().figure()->grid().headers[3] == "α 0.30"; }));
    CHECK(fixture.editor().figure()->grid().headers[1] == "α 0.55");
}

TEST_CASE("figure view: a label is edited where it stands, and Esc leaves it as it was",
          "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    const auto editHeader = [&](int column) {
        QTest::mouseDClick(preview, Qt::LeftButton, {},
                           {middleOfColumn(*preview, column).x(), headerPlace});
        const auto fields = preview->findChildren<QLineEdit*>("figureText");
        const auto shown = std::ranges::find_if(fields, &QLineEdit::isVisible);
        REQUIRE(shown != fields.end());
        return *shown;
    };
    const auto headers = [&] { return fixture.editor().figure()->grid().headers; };
    QLineEdit* field = editHeader(0);
    CHECK(field->text() == "α 0.10");
    QTest::keyClicks(field, "Start");
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(headers()[0] == "Start");
    field = editHeader(1);
    QTest::keyClicks(field, "other");
    QTest::keyClick(field, Qt::Key_Escape);
    CHECK_FALSE(field->isVisible());
    CHECK(headers()[1] == "α 0.30");
    // On another page it says the same; of other content it is gone.
    int told = 0;
    QObject::connect(&fixture.editor(), &FigureEditor::figureChanged, preview, [&] { ++told; });
    fixture.child<QDoubleSpinBox>("figureType").setValue(9);
    REQUIRE(WindowFixture::waitFor([&] { return told == 2; }));  // It is made; it is there.
    CHECK(headers()[0] == "Start");
    fixture.clickKind(PaperFigureKind::Spectra);
    CHECK_FALSE(fixture.editor().figure());  // It would need another run.
    fixture.clickKind(PaperFigureKind::Strips);
    fixture.waitForFigure(PaperFigureKind::Strips);
    CHECK(headers()[0] == "α 0.10");
}

TEST_CASE("figure view: what stands below a picture, and the title above all, are edited there",
          "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    const auto editAt = [&](const QPoint& place) {
        QTest::mouseDClick(preview, Qt::LeftButton, {}, place);
        const auto fields = preview->findChildren<QLineEdit*>("figureText");
        const auto shown = std::ranges::find_if(fields, &QLineEdit::isVisible);
        REQUIRE(shown != fields.end());
        return *shown;
    };
    const auto type = [](QLineEdit* field, const char* text) {
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    };
    const auto maps = [&] { return fixture.editor().figure()->grid().rows[1].cells; };
    const QString sum = maps()[2].caption;
    REQUIRE_FALSE(sum.isEmpty());
    const ui::PrintOptions print = fixture.editor().print();
    const ui::PanelGrid laidOut(fixture.editor().figure()->grid(), print);
    const double scale = preview->width() / laidOut.size().width();
    constexpr double below = 8;  // Units of the layout: half of a caption's height.
    const QRectF cell = laidOut.box(1, 2);
    QLineEdit* field =
        editAt((QPointF(cell.center().x(), cell.bottom() + below) * scale).toPoint());
    CHECK(field->text() == sum);
    type(field, "a third");
    CHECK(maps()[2].caption == "a third");
    CHECK(maps()[1].caption != "a third");

    auto& heading = fixture.child<QLineEdit>("figureHeading");
    type(&heading, "Cats");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.editor().figure()->heading == "Cats"; }));
    field = editAt({preview->width() / 2, headerPlace});
    CHECK(field->text() == "Cats");
    type(field, "Dogs");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.editor().figure()->heading == "Dogs"; }));
    CHECK(heading.text() == "Dogs");
    CHECK(maps()[2].caption == "a third");  // On another page it says the same.
}

TEST_CASE("figure view: what is missing is said, and computed when that is asked for", "[quick]") {
    FigureFixture fixture;
    // Of the run that is missing alone.
    fixture.engine().setForecast([](const ExplainRequest&) { return Forecast{.seconds = 16}; });
    fixture.clickKind(PaperFigureKind::Grid);
    CHECK_FALSE(fixture.editor().figure());
    CHECK(fixture.child<QLabel>("figureState").text() ==
          "1 of 2 explanations are there; the rest takes ≈ 16 s");
    // Where the figure will be it is also said what makes it.
    CHECK(fixture.child<QLabel>("figureEmpty").text().contains("“Compute”"));
    CHECK_FALSE(fixture.child<QPushButton>("exportFigure").isEnabled());
    CHECK(fixture.engine().runs().size() == 1);
    fixture.click("computeFigure");
    REQUIRE(fixture.engine().runs().size() == 2);
    CHECK(fixture.engine().runs()[1].request.method == "ig");
    CHECK(fixture.child<QLabel>("figureState").text() == "1 of 2 explanations are there");
    CHECK_FALSE(fixture.child<QLabel>("figureEmpty").text().contains("“Compute”"));
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverCompleted(2);
    fixture.waitForFigure(PaperFigureKind::Grid);
    CHECK(fixture.editor().figure()->grid().headers.size() == 3);
}

TEST_CASE("figure view: a run that is predicted to take long is asked for twice", "[quick]") {
    FigureFixture fixture;
    fixture.clickKind(PaperFigureKind::Spectra);
    fixture.click("computeFigure");
    fixture.engine().deliverStarted(2, 3600);
    auto& state = fixture.child<QLabel>("figureState");
    REQUIRE(WindowFixture::waitFor([&] { return state.text().contains("takes"); }));
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2});
    fixture.click("computeFigure");
    REQUIRE(fixture.engine().runs().size() == 3);
    fixture.engine().deliverStarted(3, 3600);
    fixture.engine().deliverCompleted(3);
    fixture.waitForFigure(PaperFigureKind::Spectra);
}

TEST_CASE("figure view: a surface is one task, with its evaluations foretold", "[quick]") {
    FigureFixture fixture;
    fixture.clickKind(PaperFigureKind::Surface);
    CHECK(fixture.child<QLabel>("figureState")
              .text()
              .contains(QString::number(surfaceEvaluations(41))));
    fixture.click("computeFigure");
    REQUIRE(fixture.engine().surfaces().size() == 1);
    CHECK(fixture.engine().surfaces()[0].request.explain.method == "sig");
    fixture.engine().deliverSurface(0);
    fixture.waitForFigure(PaperFigureKind::Surface);
    CHECK(fixture.editor().figure()->caption.contains("farthest"));
    // It is remembered.
    fixture.clickKind(PaperFigureKind::Strips);
    fixture.waitForFigure(PaperFigureKind::Strips);
    fixture.clickKind(PaperFigureKind::Surface);
    fixture.waitForFigure(PaperFigureKind::Surface);
    CHECK(fixture.engine().surfaces().size() == 1);
}

TEST_CASE("figure view: the texts of a surface are edited where they stand", "[quick]") {
    FigureFixture fixture;
    fixture.clickKind(PaperFigureKind::Surface);
    fixture.click("computeFigure");
    fixture.engine().deliverSurface(0);
    fixture.waitForFigure(PaperFigureKind::Surface);
    const auto content = [&] {
        return std::get<ui::SurfaceContent>(fixture.editor().figure()->content);
    };
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    const ui::SurfacePlot plot(content(), fixture.editor().print());
    const auto edit = [&](const QPointF& place, const char* text) {
        const double scale = preview->width() / plot.size().width();
        QTest::mouseDClick(preview, Qt::LeftButton, {}, (place * scale).toPoint());
        const auto fields = preview->findChildren<QLineEdit*>("figureText");
        const auto shown = std::ranges::find_if(fields, &QLineEdit::isVisible);
        REQUIRE(shown != fields.end());
        QTest::keyClicks(*shown, text);
        QTest::keyClick(*shown, Qt::Key_Return);
    };
    edit({plot.box().left() + 4, plot.box().top() - 12}, "Score");
    CHECK(content().quantity == "Score");
    edit({plot.box().center().x(), plot.box().bottom() + 27}, "way");
    CHECK(content().along == "way");
    CHECK(content().quantity == "Score");
    // On another page it says the same.
    int told = 0;
    QObject::connect(&fixture.editor(), &FigureEditor::figureChanged, preview, [&] { ++told; });
    fixture.child<QDoubleSpinBox>("figureType").setValue(9);
    REQUIRE(WindowFixture::waitFor([&] { return told == 2; }));  // It is made; it is there.
    CHECK(content().quantity == "Score");
    CHECK(content().along == "way");
}

TEST_CASE("figure view: the titles of a chart's axes are edited where they stand", "[quick]") {
    FigureFixture fixture;
    fixture.clickKind(PaperFigureKind::Surface);
    fixture.click("computeFigure");
    fixture.engine().deliverSurface(0);
    fixture.waitForFigure(PaperFigureKind::Surface);
    auto* preview = fixture.editor().findChild<ui::FigurePreview*>();
    // Below the chart, which is the lowest part of the page.
    QTest::mouseDClick(preview, Qt::LeftButton, {},
                       QPoint(preview->width() / 2, preview->height() - headerPlace));
    const auto fields = preview->findChildren<QLineEdit*>("figureText");
    const auto shown = std::ranges::find_if(fields, &QLineEdit::isVisible);
    REQUIRE(shown != fields.end());
    CHECK((*shown)->text() == "α");
    QTest::keyClicks(*shown, "Part of the path");
    QTest::keyClick(*shown, Qt::Key_Return);
    const auto& content = std::get<ui::SurfaceContent>(fixture.editor().figure()->content);
    CHECK((content.chart == ui::ChartTitles{"Part of the path", "f"}));
}

TEST_CASE("figure view: another kind cancels the surface that was computed", "[quick]") {
    FigureFixture fixture;
    fixture.clickKind(PaperFigureKind::Surface);
    fixture.click("computeFigure");
    const RunId run = fixture.engine().surfaces().at(0).id;
    fixture.clickKind(PaperFigureKind::Strips);
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{run});
}

TEST_CASE("figure view: what it exports is, byte for byte, what the command line writes",
          "[quick]") {
    const QTemporaryDir folder;
    for (const char* name : {"figure.svg", "figure.png"}) {
        const std::filesystem::path file = folder.filePath(name).toStdString();
        FigureFixture fixture(exportingTo(file));
        fixture.waitForFigure(PaperFigureKind::Strips);
        QTest::keyClick(&fixture.window(), Qt::Key_E, Qt::ControlModifier);
        const std::filesystem::path other =
            folder.filePath("other").toStdString() + file.extension().string();
        // As `sigscope figure strips` does.
        ui::PaperFigureOptions options;
        const ui::PaperFigureEntry entry{ui::methodLabel("sig"),
                                         fixture.window().session().result()};
        REQUIRE(ui::writePaperFigure(other, ui::paperFigure({entry}, options), options.print).ok());
        CHECK(bytesOf(file) == bytesOf(other));
    }
}

TEST_CASE("figure view: Ctrl+E exports from a text field, too, which would use it itself",
          "[quick]") {
    // As fields do under X11, where it moves the cursor to the end.
    class EagerField : public QLineEdit {
    public:
        using QLineEdit::QLineEdit;
        bool event(QEvent* event) override {
            if (event->type() != QEvent::ShortcutOverride) return QLineEdit::event(event);
            event->accept();
            return true;
        }
    };
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("figure.svg").toStdString();
    FigureFixture fixture(exportingTo(file));
    fixture.waitForFigure(PaperFigureKind::Strips);
    EagerField field(&fixture.editor());
    field.show();
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_E, Qt::ControlModifier);
    CHECK(WindowFixture::waitFor([&] { return std::filesystem::exists(file); }));
}

TEST_CASE("figure view: a saved figure reopens as the figure, without computing", "[quick]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("figure.svg").toStdString();
    QString caption;
    {
        FigureFixture fixture(exportingTo(file));
        fixture.waitForFigure(PaperFigureKind::Strips);
        caption = fixture.editor().figure()->caption;
        fixture.click("exportFigure");
    }
    WindowFixture other;
    ui::MainWindow& window = other.show();
    window.open(file);
    FigureEditor& editor = window.figureEditor();
    REQUIRE(WindowFixture::waitFor([&] { return editor.isVisible(); }));
    REQUIRE(editor.figure());
    CHECK(editor.figure()->caption == caption);
    CHECK(editor.figure()->grid().rows.size() == 2);
    CHECK(other.engine().runs().empty());
}

TEST_CASE("figure view: type below 6 pt is warned of", "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto& warning = fixture.child<QLabel>("figureWarning");
    auto& type = fixture.child<QDoubleSpinBox>("figureType");
    CHECK_FALSE(warning.isVisible());
    type.setFocus();
    type.selectAll();
    QTest::keyClicks(&type, "5");
    QTest::keyClick(&type, Qt::Key_Return);
    CHECK(warning.isVisible());
    CHECK(fixture.editor().print().fontSize == 5);
}

TEST_CASE("figure view: the family of its texts is chosen, and one that is missing is told",
          "[quick]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("figure.svg").toStdString();
    FigureFixture fixture(exportingTo(file));
    fixture.waitForFigure(PaperFigureKind::Strips);
    auto& families = fixture.child<QComboBox>("figureFamily");
    families.setFocus();
    for (int k = 0; k < families.count() && families.currentText() != "DejaVu Serif"; ++k)
        QTest::keyClick(&families, Qt::Key_Down);
    REQUIRE(fixture.editor().print().family == "DejaVu Serif");
    fixture.waitForFigure(PaperFigureKind::Strips);
    fixture.click("exportFigure");
    CHECK(bytesOf(file).contains("font-family=\"DejaVu Serif\""));
    auto& warning = fixture.child<QLabel>("figureWarning");
    CHECK_FALSE(warning.isVisible());
    ui::OpenedFigure opened{*fixture.editor().figure(), fixture.editor().print()};
    opened.print.family = "No such family";
    fixture.editor().open(opened);
    CHECK(warning.isVisible());
    CHECK(warning.text().contains("no font “No such family”"));
    CHECK(fixture.editor().print().family == "No such family");
}

TEST_CASE("figure view: methods that are none, or have no path, are refused in words", "[quick]") {
    FigureFixture fixture;
    auto& methods = fixture.child<QLineEdit>("figureMethods");
    const auto type = [&](const char* text) {
        methods.setFocus();
        methods.selectAll();
        QTest::keyClicks(&methods, text);
        QTest::keyClick(&methods, Qt::Key_Return);
        return fixture.child<QLabel>("figureState").text();
    };
    CHECK(type("sog").contains("no method"));
    CHECK(type("gradient-x-input").contains("has no path"));
    CHECK_FALSE(fixture.editor().figure());
    CHECK(type("sig").isEmpty());
    fixture.waitForFigure(PaperFigureKind::Strips);
}

TEST_CASE("figure view: a grid has rows of further models, by their names", "[quick]") {
    FigureFixture fixture;
    fixture.engine().editCatalogue().models = {{"net", "Large net", "", "/models/net.pth"},
                                               {"absent", "Absent", "", ""}};
    const std::string shown = fixture.window().session().request().model;
    fixture.clickKind(PaperFigureKind::Grid);
    auto& models = fixture.child<QLineEdit>("figureModels");
    const auto type = [&](const char* text) {
        models.setFocus();
        models.selectAll();
        QTest::keyClicks(&models, text);
        QTest::keyClick(&models, Qt::Key_Return);
        return fixture.child<QLabel>("figureState").text();
    };
    CHECK(type("absent").contains("no model “absent”"));
    CHECK(type("large net").startsWith("1 of 4"));  // IG and SIG of both.
    fixture.click("computeFigure");
    REQUIRE(fixture.engine().newest() == 4);
    std::vector<std::string> asked;
    for (const auto& run : fixture.engine().runs())
        asked.push_back(run.request.method + " " + run.request.model);
    std::ranges::sort(asked);
    std::vector<std::string> wanted{"ig " + shown, "sig " + shown, "ig net", "sig net"};
    std::ranges::sort(wanted);
    CHECK(asked == wanted);
    for (RunId run = 2; run <= 4; ++run) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
    }
    fixture.waitForFigure(PaperFigureKind::Grid);
    CHECK(fixture.editor().figure()->grid().rows.size() == 2);
    CHECK(fixture.editor().figure()->grid().headers.size() == 3);
}

TEST_CASE("figure view: its caption is copied with a click", "[quick]") {
    FigureFixture fixture;
    fixture.waitForFigure(PaperFigureKind::Strips);
    fixture.click("copyCaption");
    CHECK(QApplication::clipboard()->text() == fixture.editor().figure()->caption);
}
