// What a window must not do, each seen once.

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QCursor>
#include <QDropEvent>
#include <QEnterEvent>
#include <QFrame>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/controls/choice_box.h"
#include "ui/controls/class_list.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/style/parameter_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/style/wrapped_tool_tips.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

void chooseMethodOf(ui::MainWindow& window, const char* name) {
    auto* method = window.findChild<QComboBox*>("method");
    method->setCurrentIndex(method->findData(name));
}

void drop(ui::MainWindow& window, const std::vector<std::filesystem::path>& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& file : files)
        urls << QUrl::fromLocalFile(QString::fromStdString(file.string()));
    data.setUrls(urls);
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    CHECK(window.findChild<QFrame*>("dropOutline")->isVisible());
    QDropEvent event({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &event);
    CHECK_FALSE(window.findChild<QFrame*>("dropOutline")->isVisible());
}

bool isInside(const ui::MainWindow& window, const QWidget& widget) {
    const QRect area(widget.mapTo(&window, QPoint(0, 0)), widget.size());
    return widget.isVisible() && window.rect().contains(area);
}

}  // namespace

TEST_CASE("faults: a message moves nothing", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(fixture.waitForFrame(1, 1));  // Which fills the values under the panes,
    WindowFixture::settle();              // which then take their width.
    const auto places = [&window] {
        std::vector<QRect> all;
        for (const QWidget* widget : window.findChildren<QWidget*>())
            if (widget->isVisible() && !window.messageBar().isAncestorOf(widget) &&
                widget != &window.messageBar())
                all.emplace_back(widget->mapTo(&window, QPoint(0, 0)), widget->size());
        return all;
    };
    const auto before = places();
    window.messageBar().show(ui::MessageBar::Kind::Warning,
                             QString("A long message. ").repeated(20), {"Do", [] {}});
    WindowFixture::settle();
    CHECK(window.messageBar().isVisible());
    CHECK((places() == before));
}

TEST_CASE("faults: what was saved is shown in its folder, and the note goes by itself", "[quick]") {
    WindowFixture fixture;
    std::filesystem::path shown;
    ui::WindowOptions options;
    const auto file = fixture.folder() / "map.csv";
    options.askSaveFile = [file](QWidget*, const std::filesystem::path&) {
        return ui::SaveTarget(file);
    };
    options.showInFolder = [&shown](const std::filesystem::path& saved) { shown = saved; };
    ui::MainWindow& window = fixture.showCompleted(options);
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(
        WindowFixture::waitFor([&] { return window.messageBar().message().contains("Saved"); }));
    // A new run leaves it where it is.
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(window.messageBar().message().contains("Saved"));
    QTest::mouseClick(window.messageBar().findChild<QPushButton*>("remedy"), Qt::LeftButton);
    CHECK(shown == file);
    window.messageBar().findChild<QTimer*>()->setInterval(1);
    window.messageBar().show(ui::MessageBar::Kind::Information, "done", {},
                             ui::MessageBar::Stay::Briefly);
    CHECK(WindowFixture::waitFor([&] { return window.messageBar().message().isEmpty(); }));
}

TEST_CASE("faults: without a path there are a picture, a map and the reason", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    chooseMethodOf(window, "gradient-x-input");
    ui::PathPage& page = window.pathPage();
    // At once, not when it ends.
    CHECK_FALSE(page.chart().isVisible());
    CHECK_FALSE(page.slider().isVisible());
    CHECK_FALSE(window.findChild<ui::TransportBar*>()->isVisible());
    CHECK(window.findChild<QLabel*>("noPath")->isVisible());
    fixture.complete();
    CHECK(page.panes().pane(0).isVisible());
    CHECK_FALSE(page.panes().pane(1).isVisible());
    CHECK_FALSE(page.panes().pane(2).isVisible());
    CHECK(page.panes().pane(3).title() == "Map");
    CHECK_FALSE(page.panes().pane(3).value().contains("ΣA"));  // It is no change of f.
    CHECK_FALSE(page.panes().pane(0).value().contains("α"));
    CHECK_FALSE(window.findChild<QToolButton*>("ghost")->isVisible());  // It is whole at once.
    // The map has got their place.
    CHECK(page.panes().pane(3).picture().height() > page.height() / 2);
    CHECK(window.statusLine().gapText().isEmpty());
    CHECK(window.messageBar().message().isEmpty());
}

TEST_CASE("faults: the map of a run that keeps no trace fills in while it goes on", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    chooseMethodOf(window, "gradient-x-input");
    const RunId run = fixture.engine().newest();
    fixture.engine().deliverStarted(run);
    fixture.engine().deliverStillPreview(run);
    REQUIRE(fixture.waitForFrame(run, 1));
    CHECK(window.pathPage().panes().shown()->frame.accumulated ==
          fixture.engine().subject(run).attribution);
}

TEST_CASE("faults: everything fits 900 × 600", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.resize(900, 600);
    WindowFixture::settle();
    REQUIRE(window.size() == QSize(900, 600));
    ui::PathPage& page = window.pathPage();
    for (const char* name : {"run", "cancel", "play", "loop", "model"})
        CHECK(isInside(window, *window.findChild<QWidget*>(name)));
    CHECK(isInside(window, page.slider()));
    CHECK(isInside(window, page.chart()));
    CHECK(isInside(window, page.sideCharts()));
    for (int index = 0; index < 4; ++index)
        CHECK(isInside(window, page.panes().pane(index).picture()));
    // Side by side, not over one another.
    CHECK(page.chart().geometry().right() < page.sideCharts().geometry().left());
    CHECK(page.slider().geometry().bottom() <
          page.findChild<ui::TransportBar*>()->geometry().bottom());
    CHECK(page.chart().plotRect().width() >= 160);
}

TEST_CASE("faults: the first window is no larger than its screen", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.settingsFile = fixture.folder() / "settings.ini";
    const ui::MainWindow window(fixture.engine(), options);
    const QSize available = window.screen()->availableGeometry().size();
    constexpr int titleBar = 37;
    CHECK(window.height() + titleBar <= std::max(available.height(), 600 + titleBar));
    CHECK(window.width() <= std::max(available.width(), 900));
}

TEST_CASE("faults: what takes over a minute waits for a click", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    auto& engine = fixture.engine();
    window.open(WindowFixture::sample("chelsea.png"));
    auto* run = window.findChild<QPushButton*>("run");
    engine.deliverStarted(1, 3240);
    REQUIRE(WindowFixture::waitFor([&] { return window.session().held(); }));
    CHECK(engine.paused() == std::vector<RunId>{1});
    CHECK(run->text().contains("≈ 54 min"));
    CHECK(window.statusLine().progressText().contains("≈ 54 min"));
    CHECK(engine.newest() == 1);
    QTest::mouseClick(run, Qt::LeftButton);
    CHECK(engine.paused().empty());
    CHECK(engine.newest() == 1);  // It goes on, it does not begin again.
    CHECK_FALSE(window.session().held());
    engine.deliverProgress(1, 61, 129, 3000);
    REQUIRE(WindowFixture::waitFor(
        [&] { return window.statusLine().progressText().contains("50 min 0 s left"); }));
    CHECK(engine.paused().empty());  // It was asked for.

    SECTION("where the time shows on the way, too") {
        window.session().setObjective("logit");
        engine.deliverStarted(2, std::nullopt);
        engine.deliverProgress(2, 4, 20000, 4000);  // Too early to be believed.
        WindowFixture::settle();
        CHECK(engine.paused().empty());
        engine.deliverProgress(2, 9, 20000, 4000);
        REQUIRE(WindowFixture::waitFor([&] { return window.session().held(); }));
        CHECK(engine.paused() == std::vector<RunId>{2});
        QTest::keyClick(&window, Qt::Key_Escape);
        CHECK(engine.cancelled() == std::vector<RunId>{2});
        engine.deliverCancelled(2, 9);
        REQUIRE(WindowFixture::waitFor([&] { return !window.session().held(); }));
    }
    SECTION("not what was asked for") {
        QTest::keyClick(&window, Qt::Key_F5);
        engine.deliverStarted(2, 3240);
        REQUIRE(WindowFixture::waitFor(
            [&] { return window.statusLine().progressText().contains("≈ 54 min"); }));
        CHECK_FALSE(window.session().held());
    }
}

TEST_CASE("faults: the list of methods says what each would take", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setForecast([](const ExplainRequest& request) -> Forecast {
        if (request.method == "sig") return {64, 5.2, Forecast::Kind::Expected};
        if (request.method == "ig") return {21325, 3240.0, Forecast::Kind::AtMost};
        return {};
    });
    ui::MainWindow& window = fixture.showCompleted();
    auto* method = window.findChild<ui::ChoiceBox*>("method");
    method->setFocus();
    QTest::keyClick(method, Qt::Key_F4);
    REQUIRE(method->view()->isVisible());
    CHECK(method->note(method->findData("sig")) == "≈ 5.2 s");
    CHECK(method->note(method->findData("ig")) == "≤ 54 min");
    CHECK(method->note(method->findData("gradient-x-input")) == "…");
    // Beside the titles, not on them.
    const QFontMetrics metrics(method->view()->font());
    for (int index = 0; index < method->count(); ++index)
        CHECK(method->view()->width() >
              metrics.horizontalAdvance(method->itemText(index)) +
                  QFontMetrics(ui::smallFont()).horizontalAdvance(method->note(index)));
    QTest::keyClick(method->view(), Qt::Key_Escape);
    CHECK(method->currentText() == "Spectral IG");  // Without a prediction behind it.
}

TEST_CASE("faults: old pictures are dimmed until there are new ones", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    const QImage before = panes.pane(3).picture().image();
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(panes.pane(3).picture().dimmed());
    CHECK(panes.pane(3).picture().image() == before);
    CHECK(panes.pane(3).value().isEmpty());
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverPreview(2, 5);
    REQUIRE(fixture.waitForFrame(2, 1));
    CHECK_FALSE(panes.pane(3).picture().dimmed());
    // A run that failed leaves nothing behind.
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(panes.pane(3).picture().dimmed());
    fixture.engine().deliverFailed(3, "no");
    REQUIRE(WindowFixture::waitFor([&] { return panes.pane(3).picture().image().isNull(); }));
}

TEST_CASE("faults: a partial map says so", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    fixture.engine().deliverCancelled(1, 5);
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(window.pathPage().panes().pane(3).picture().mark() == "partial");
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(window.pathPage().panes().pane(3).picture().mark().isEmpty());
}

TEST_CASE("faults: a probability is written in one way in the list and beside the picture",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const QString written = ui::probabilityText(0.62);  // Of the class, and f at the path's end.
    const ui::ClassList& classes = window.requestPanel().classes();
    CHECK(classes.item(0)->toolTip().contains(written));
    CHECK(window.pathPage().panes().pane(0).value().endsWith("f " + written));
    CHECK(window.findChild<QLabel*>("sentence")->text().startsWith("The probability "));
    CHECK(window.findChild<QLabel*>("sentence")->text().contains(written));
}

TEST_CASE("faults: an estimate that is not known is no zero", "[quick]") {
    ui::StatusLine line;
    line.showPlan({197, false, 0, 8, {}});
    CHECK(line.progressText().toStdString() == "≤ 197 evaluations");
    line.showProgress({Stage::Integrate, 4, 0, {}, {}});
    CHECK(line.progressText().toStdString() == "4 / ≤ 197 evaluations · … left");
    line.showProgress({Stage::Integrate, 1, 17, 582, 0.0});
    CHECK(line.gapText().toStdString() == "map error …");
    CHECK(line.progressText().toStdString() == "1 / ≈ 17 evaluations · 9 min 42 s left");
}

TEST_CASE("faults: durations are read in minutes and hours", "[quick]") {
    CHECK(ui::durationText(4.21) == "4.2 s");
    CHECK(ui::durationText(59.4) == "59 s");
    CHECK(ui::durationText(582) == "9 min 42 s");
    CHECK(ui::durationText(7500) == "2 h 5 min");
    CHECK(ui::predictionText(42) == "≈ 42 s");
    CHECK(ui::predictionText(3240) == "≈ 54 min");
    CHECK(ui::predictionText(9000) == "≈ 2.5 h");
    CHECK(ui::predictionText(0.001) == "< 0.1 s");
}

TEST_CASE("faults: a baseline that is not used cannot be chosen, and it is said why", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[2].baseline = BaselineUse::Ignored;
    ui::MainWindow& window = fixture.showCompleted();
    auto* from = window.findChild<QComboBox*>("baseline");
    CHECK(from->isEnabled());
    chooseMethodOf(window, "gradient-x-input");
    CHECK_FALSE(from->isEnabled());
    CHECK(from->toolTip().contains("Gradient × input takes no baseline"));
    chooseMethodOf(window, "sig");
    CHECK(from->isEnabled());
}

TEST_CASE("faults: Tab goes through the window as it is read", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    chooseMethodOf(window, "ig");  // The form's fields are other ones.
    fixture.complete();
    std::vector<const QWidget*> order;
    const QWidget* first = &window.requestPanel().classes();
    for (const QWidget* widget = first->nextInFocusChain(); widget != first;
         widget = widget->nextInFocusChain())
        order.push_back(widget);
    const auto placeOf = [&order](const QWidget* widget) {
        return std::ranges::find(order, widget) - order.begin();
    };
    ui::PathPage& page = window.pathPage();
    const std::vector<const QWidget*> reading{window.findChild<QComboBox*>("objective"),
                                              window.findChild<QComboBox*>("baseline"),
                                              window.findChild<QComboBox*>("method"),
                                              window.findChild<QToolButton*>("more"),
                                              window.findChild<QPushButton*>("run"),
                                              window.findChild<QPushButton*>("cancel"),
                                              &page.panes().pane(3).bar(),
                                              &page.chart(),
                                              &page.slider(),
                                              window.findChild<QToolButton*>("play")};
    for (std::size_t i = 1; i < reading.size(); ++i) {
        INFO(reading[i]->objectName().toStdString() << ", " << i);
        CHECK(placeOf(reading[i - 1]) < placeOf(reading[i]));
        CHECK((reading[i]->focusPolicy() & Qt::TabFocus) != 0);
    }
}

TEST_CASE("faults: the panel folds to a strip by its key, and Run and Cancel stay", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const int page = window.pathPage().width();
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    WindowFixture::settle();
    CHECK(window.requestPanel().width() == 48);
    CHECK(window.pathPage().width() > page + 200);
    CHECK_FALSE(window.findChild<QPushButton*>("run")->isVisible());
    auto* cancel = window.findChild<QToolButton*>("stripCancel");
    CHECK_FALSE(cancel->isEnabled());
    QTest::mouseClick(window.findChild<QToolButton*>("stripRun"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    QTest::mouseClick(cancel, Qt::LeftButton);
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2});
    QTest::mouseClick(window.findChild<QToolButton*>("unfold"), Qt::LeftButton);
    WindowFixture::settle();
    CHECK(window.findChild<QPushButton*>("run")->isVisible());
    CHECK(window.pathPage().width() == page);
}

TEST_CASE("faults: a click pins the values under the pointer until the next there", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    ui::PicturePane& map = panes.pane(3).picture();
    const auto at = [&](QPointF pixel) { return panes.transform().toView(pixel).toPoint(); };
    const auto text = [&] { return window.statusLine().pixelText(); };
    QTest::mouseClick(&map, Qt::LeftButton, {}, at({8.5, 12.5}));
    REQUIRE(text().startsWith("pinned   x 8 y 12"));
    QTest::mouseMove(&map, at({20.5, 3.5}));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&map, &leave);
    CHECK(text().startsWith("pinned   x 8 y 12"));
    // The values are those of α.
    const QString atEnd = text();
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(1, 0.5));
    CHECK(text() != atEnd);
    CHECK(text().startsWith("pinned   x 8 y 12"));
    QTest::mouseClick(&map, Qt::LeftButton, {}, at({20.5, 3.5}));
    CHECK(text().startsWith("pinned   x 20 y 3"));
    QTest::mouseClick(&map, Qt::LeftButton, {}, at({20.5, 3.5}));
    CHECK(text().startsWith("x 20 y 3"));
    QApplication::sendEvent(&map, &leave);
    CHECK(text().isEmpty());
}

TEST_CASE("faults: what is seldom changed is folded away", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* steps = window.findChild<QSpinBox*>("steps");
    CHECK_FALSE(steps->isVisible());
    CHECK(window.findChild<QWidget*>("overlap")->isVisible());
    QTest::mouseClick(window.findChild<QToolButton*>("more"), Qt::LeftButton);
    CHECK(steps->isVisible());
    QTest::mouseClick(window.findChild<QToolButton*>("more"), Qt::LeftButton);
    CHECK_FALSE(steps->isVisible());
}

TEST_CASE("faults: parameters are called by words", "[quick]") {
    CHECK(ui::parameterTitle("vae") == "Autoencoder");
    CHECK(ui::parameterTitle("max-dist") == "Largest distance");
    CHECK(ui::parameterTitle("noise-level") == "Noise level");
}

TEST_CASE("faults: a box looks untouched once its list has closed", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    for (const char* name : {"method", "baseline", "pace"}) {
        INFO(name);
        auto* box = window.findChild<QComboBox*>(name);
        const QPointF middle = box->rect().center();
        QEnterEvent enter(middle, middle, box->mapToGlobal(middle));
        QApplication::sendEvent(box, &enter);
        REQUIRE(box->underMouse());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_F4);
        REQUIRE(box->view()->isVisible());
        // While the list is open the pointer goes elsewhere, which the box is not told.
        QCursor::setPos(window.mapToGlobal(QPoint(2, 2)));
        QTest::keyClick(box->view(), Qt::Key_Escape);
        REQUIRE_FALSE(box->view()->isVisible());
        CHECK_FALSE(box->underMouse());
    }
}

TEST_CASE("faults: where ΣA is not meant to be the change of f nothing is compared with it",
          "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[1].traits = {PathUse::Along, SumGoal::Nothing};
    ui::MainWindow& window = fixture.showCompleted();
    fixture.engine().setExcess(20);  // ΣA is far from what f changes by.
    chooseMethodOf(window, "ig");
    fixture.complete();
    CHECK(window.pathPage().chart().isVisible());  // It has a path.
    CHECK(window.pathPage().slider().isVisible());
    CHECK(window.statusLine().gapText().isEmpty());
    CHECK(window.messageBar().message().isEmpty());
    CHECK_FALSE(window.pathPage().panes().pane(3).value().contains(" of "));
}

TEST_CASE("faults: a long tooltip is wrapped", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const QFont font = QToolTip::font();
    const QString text = window.pathPage().chart().toolTip();
    REQUIRE(QFontMetrics(font).horizontalAdvance(text.section('\n', 0, 0)) >
            ui::WrappedToolTips::width);
    const QString wrapped = ui::wrappedText(text, font, ui::WrappedToolTips::width);
    for (const QString& line : wrapped.split('\n'))
        CHECK(QFontMetrics(font).horizontalAdvance(line) <= ui::WrappedToolTips::width);
    CHECK(QString(wrapped).replace('\n', ' ') == QString(text).replace('\n', ' '));
    CHECK(ui::wrappedText("short\n\nlines", font, 400) == "short\n\nlines");
}

TEST_CASE("faults: weights that are dropped are offered as a model", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto weights = fixture.folder() / "net.safetensors";
    std::ofstream(weights) << "weights";
    drop(window, {weights});
    CHECK(fixture.engine().newest() == 1);
    CHECK(window.messageBar().message().contains("net.safetensors"));
    QTest::mouseClick(window.messageBar().findChild<QPushButton*>("remedy"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs()[1].request.model == weights);
}

TEST_CASE("faults: weights that are opened by Ctrl+O are offered as a model", "[quick]") {
    WindowFixture fixture;
    const auto weights = fixture.folder() / "net.safetensors";
    std::ofstream(weights) << "weights";
    ui::WindowOptions options;
    options.askOpenFile = [weights](QWidget*) { return weights; };
    ui::MainWindow& window = fixture.showCompleted(options);
    QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
    CHECK(fixture.engine().newest() == 1);  // Nothing is read as a picture.
    CHECK(window.messageBar().message().contains("net.safetensors"));
    QTest::mouseClick(window.messageBar().findChild<QPushButton*>("remedy"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs()[1].request.model == weights);
}

TEST_CASE("faults: the menu of models has those of the program, beside, used lately, and any",
          "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().models = {
        {"efficientnet-lite0", "EfficientNet-Lite0", "1000 classes.", "lite0.safetensors"},
        {"other", "Other", "5 classes.", ""}};
    std::ofstream(fixture.folder() / "beside.onnx") << "weights";
    const auto picture = fixture.folder() / "picture.png";
    std::filesystem::copy_file(WindowFixture::sample("chelsea.png"), picture);
    ui::MainWindow& window = fixture.show();
    window.open(picture);
    auto* button = window.findChild<QToolButton*>("model");
    REQUIRE(button->menu());
    Q_EMIT button->menu()->aboutToShow();
    const auto action = [button](const QString& title) -> QAction* {
        for (QAction* one : button->menu()->actions())
            if (one->text() == title) return one;
        return nullptr;
    };
    REQUIRE(action("EfficientNet-Lite0"));
    CHECK(action("EfficientNet-Lite0")->isChecked());
    REQUIRE(action("Other"));
    CHECK_FALSE(action("Other")->isEnabled());
    CHECK(action("Open …"));
    REQUIRE(action("beside.onnx"));
    action("beside.onnx")->trigger();
    CHECK(fixture.engine().runs().back().request.model == fixture.folder() / "beside.onnx");
    fixture.engine().deliverStarted(fixture.engine().newest());
    REQUIRE(WindowFixture::waitFor([&] { return !button->text().startsWith("Model"); }));
    Q_EMIT button->menu()->aboutToShow();
    CHECK(action("Used lately"));
    CHECK(action("beside.onnx")->isChecked());
}
