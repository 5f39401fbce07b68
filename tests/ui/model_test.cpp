// The window's model: opening one, remembering it, and saying how pictures become its input.

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/cache_folders.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/triple_field.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

PreprocessingQuestion question() {
    return {"it has 5 classes",
            {{"input-size", std::int64_t{224}},
             {"mean", Triple{127.0 / 255, 0.25, 0.5}},
             {"range", std::string("0..1")}}};
}

/// A window on a model of which nothing is known, its question delivered.
ui::MainWindow& showAsking(WindowFixture& fixture) {
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverQuestion(fixture.engine().newest(), question());
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    return window;
}

}  // namespace

TEST_CASE("model: Ctrl+M opens one, for another run of the picture", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    std::filesystem::path answer;
    options.askModelFile = [&answer](QWidget*) { return answer; };
    ui::MainWindow& window = fixture.show(options);
    window.open(WindowFixture::sample("chelsea.png"));
    window.session().setTarget(281);
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    CHECK(fixture.engine().newest() == 2);  // They changed their mind.
    answer = fixture.folder() / "net.pth";
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    REQUIRE(fixture.engine().newest() == 3);
    const ExplainRequest& request = fixture.engine().runs().back().request;
    CHECK(request.model == answer);
    CHECK(request.target == "top");  // Classes of another model are others.
    CHECK(request.image == WindowFixture::sample("chelsea.png"));
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(fixture.engine().runs().back().request.model == ExplainRequest().model);
}

TEST_CASE("model: what waits for an answer is not called failed", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showAsking(fixture);
    CHECK(window.statusLine().progressText() == "Waits for your answer, at the left");
}

TEST_CASE("model: the menu offers what is in the caches, by name", "[quick]") {
    const sigscope::tests::CacheFolders caches;
    caches.addTorchvision("resnet18-f37072fd.pth");
    caches.addHub("models--org--net", "model.safetensors");
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    QMenu* menu = window.findChild<QToolButton*>("model")->menu();
    REQUIRE(menu);
    Q_EMIT menu->aboutToShow();
    const QMenu* found = nullptr;
    for (const QAction* action : menu->actions())
        if (action->text() == "Found in caches") found = action->menu();
    REQUIRE(found);
    REQUIRE(found->actions().size() == 2);
    CHECK(found->actions().first()->text() == "hf/org/net");
    found->actions().last()->trigger();
    CHECK(fixture.engine().runs().back().request.model == "torchvision/resnet18");
}

TEST_CASE("model: without a picture it waits for one", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.askModelFile = [](QWidget*) { return std::filesystem::path("net.pth"); };
    ui::MainWindow& window = fixture.show(options);
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier);
    CHECK(fixture.engine().runs().empty());
    CHECK(window.messageBar().message().contains("net.pth"));
    window.open(WindowFixture::sample("chelsea.png"));
    CHECK(fixture.engine().runs().back().request.model == "net.pth");
}

TEST_CASE("model: the last one that worked is remembered", "[quick]") {
    WindowFixture fixture;
    const std::string model = (fixture.folder() / "net.pth").string();
    std::ofstream(model) << "weights";
    const auto openModel = [&](const std::string& name) {
        ui::MainWindow& window = fixture.show();
        window.session().setModel(name);
        window.open(WindowFixture::sample("chelsea.png"));
        return fixture.engine().newest();
    };
    const auto modelOfNextWindow = [&] {
        fixture.show().open(WindowFixture::sample("chelsea.png"));
        return fixture.engine().runs().back().request.model;
    };
    fixture.engine().deliverStarted(openModel(model));
    WindowFixture::settle();
    CHECK(modelOfNextWindow() == model);
    fixture.engine().deliverFailed(openModel("broken.pth"), "broken.pth: is damaged");
    WindowFixture::settle();
    CHECK(modelOfNextWindow() == model);
    std::filesystem::remove(model);
    CHECK(modelOfNextWindow() == ExplainRequest().model);
}

TEST_CASE("preprocessing form: unknown preprocessing is asked for beside the picture", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showAsking(fixture);
    auto* form = window.findChild<QWidget*>("preprocessing");
    REQUIRE(form);
    CHECK(form->isVisible());
    CHECK(window.messageBar().message().isEmpty());
    auto* mean = window.findChild<ui::TripleField*>("mean");
    REQUIRE(mean);
    CHECK(mean->value() == Triple{127.0 / 255, 0.25, 0.5});
    // Nothing is squeezed: the panel scrolls instead.
    WindowFixture::settle();
    auto* reason = form->findChild<QLabel*>();
    CHECK(reason->height() >= reason->heightForWidth(reason->width()));
    CHECK(mean->height() >= mean->sizeHint().height());
    const QList<QLineEdit*> edits = mean->findChildren<QLineEdit*>();
    REQUIRE(edits.size() == 3);
    const auto type = [](QLineEdit* edit, const char* text) {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    };
    type(edits[1], "0.4");
    type(edits[2], "256");
    CHECK(edits[2]->text() == "0.5");  // Out of range.
    type(window.findChild<QLineEdit*>("input-size"), "64");
    window.findChild<QComboBox*>("range")->setCurrentIndex(1);
    QTest::mouseClick(window.findChild<QPushButton*>("applyPreprocessing"), Qt::LeftButton);

    REQUIRE(fixture.engine().newest() == 2);
    const ParameterValues wanted{{"input-size", std::int64_t{64}},
                                 {"mean", Triple{127.0 / 255, 0.4, 0.5}},
                                 {"range", std::string("0..255")}};
    CHECK(fixture.engine().runs().back().request.preprocessing == wanted);
    CHECK_FALSE(form->isVisible());
    // Another model brings its own.
    window.session().setModel("other.pth");
    CHECK(fixture.engine().runs().back().request.preprocessing.empty());
}

TEST_CASE("preprocessing form: sizes, and no resize of a picture that is squashed", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverQuestion(fixture.engine().newest(),
                                     {"nobody said it",
                                      {{"input-size", std::string("224x320")},
                                       {"resize", std::int64_t{256}},
                                       {"fit", std::string("crop")}}});
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    CHECK_FALSE(window.findChild<QWidget*>("mean"));  // It was not asked.
    auto* size = window.findChild<QLineEdit*>("input-size");
    REQUIRE(size);
    CHECK(size->text() == "224x320");
    const auto type = [size](const char* text) {
        size->setFocus();
        size->selectAll();
        QTest::keyClicks(size, text);
        QTest::keyClick(size, Qt::Key_Return);
    };
    type("8x320");
    CHECK(size->text() == "224x320");  // Out of range.
    type("96 x 64");
    CHECK(size->text() == "96x64");
    CHECK(window.findChild<QSpinBox*>("resize")->isEnabled());
    window.findChild<QComboBox*>("fit")->setCurrentIndex(1);
    CHECK_FALSE(window.findChild<QSpinBox*>("resize")->isEnabled());
    QTest::mouseClick(window.findChild<QPushButton*>("applyPreprocessing"), Qt::LeftButton);
    const ParameterValues wanted{{"input-size", std::string("96x64")},
                                 {"fit", std::string(squashFit)}};
    CHECK(fixture.engine().runs().back().request.preprocessing == wanted);
}

TEST_CASE("preprocessing form: what is typed stays while other things change", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showAsking(fixture);
    window.findChild<QLineEdit*>("input-size")->setText("64");
    window.session().setBaseline(NamedBaseline::Blur);
    fixture.engine().deliverQuestion(fixture.engine().newest(), question());
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    CHECK(window.findChild<QLineEdit*>("input-size")->text() == "64");
}

TEST_CASE("output form: what outputs are that look like probabilities is asked for", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverQuestion(1, OutputQuestion{"all lie between 0 and 1"});
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    auto* form = window.findChild<QWidget*>("outputQuestion");
    REQUIRE(form->isVisible());
    CHECK(form->findChild<QLabel*>()->text().contains("all lie between 0 and 1"));
    CHECK(window.messageBar().message().isEmpty());
    CHECK(form->findChild<QPushButton*>("logits"));
    QTest::mouseClick(form->findChild<QPushButton*>("probabilities"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs().back().request.output == "probabilities");
    CHECK_FALSE(form->isVisible());
    // Another model's outputs are others.
    window.session().setModel("other.pt");
    CHECK(fixture.engine().runs().back().request.output.empty());
}
