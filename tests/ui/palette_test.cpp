#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/window/command_palette.h"
#include "ui/window/fuzzy_match.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// The palette, opened by its keys, with `query` typed.
class OpenPalette {
public:
    OpenPalette(ui::MainWindow& window, const QString& query) {
        QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        m_palette = window.findChild<ui::CommandPalette*>();
        REQUIRE(m_palette->isVisible());
        QTest::keyClicks(&line(), query);
    }
    [[nodiscard]] QLineEdit& line() { return *m_palette->findChild<QLineEdit*>(); }
    [[nodiscard]] QListWidget& list() { return *m_palette->findChild<QListWidget*>(); }
    [[nodiscard]] QString first() {
        return list().count() > 0 ? list().item(0)->text() : QString();
    }
    [[nodiscard]] bool isOpen() const { return m_palette->isVisible(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&line(), key, modifiers);
    }

private:
    ui::CommandPalette* m_palette = nullptr;
};

}  // namespace

TEST_CASE("palette: letters in their order fit, beginnings of words best", "[quick]") {
    using ui::fuzzyScore;
    CHECK(fuzzyScore("", "anything") == fuzzyScore("", "else"));
    CHECK_FALSE(fuzzyScore("gi", "IG"));
    CHECK(fuzzyScore("IG", "spectral ig"));
    CHECK(*fuzzyScore("ig", "Integrated gradients") > *fuzzyScore("ig", "Brightness"));
    CHECK(*fuzzyScore("grad", "Gradient × input") > *fuzzyScore("grad", "Grey, roads and"));
    CHECK(*fuzzyScore("blur", "Blur") > *fuzzyScore("blur", "Blur integrated gradients"));
}

TEST_CASE("palette: a method is chosen by some of its letters", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    OpenPalette palette(window, "intgr");
    REQUIRE(palette.first() == "Integrated gradients");
    palette.press(Qt::Key_Return);
    CHECK_FALSE(palette.isOpen());
    CHECK(window.session().request().method == "ig");
    CHECK(fixture.engine().newest() == 2);
}

TEST_CASE("palette: a parameter is set by its name and value", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    OpenPalette palette(window, "overlap 0.2");
    REQUIRE(palette.first() == "overlap 0.2");
    palette.press(Qt::Key_Return);
    CHECK(window.session().request().parameters.at("overlap") == ParameterValue(0.2));
    // Beyond its range it is none.
    CHECK(OpenPalette(window, "overlap 7").first() != "overlap 7");
}

TEST_CASE("palette: actions show their keys, and arrows choose among what fits", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    OpenPalette palette(window, "zoom");
    REQUIRE(palette.list().count() >= 2);
    CHECK(palette.list().item(0)->data(Qt::UserRole + 1).toString().startsWith("Ctrl+"));
    palette.press(Qt::Key_Down);
    CHECK(palette.list().currentRow() == 1);
    palette.press(Qt::Key_Escape);
    CHECK_FALSE(palette.isOpen());
    CHECK(fixture.engine().newest() == 1);
}

TEST_CASE("palette: Alt+Enter adds a card to the comparison and leaves the Path view alone",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    OpenPalette(window, "integrated").press(Qt::Key_Return, Qt::AltModifier);
    REQUIRE(window.comparePage().cards().size() == 1);
    CHECK(window.session().request().method == "sig");
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs()[1].request.method == "ig");
    // Another one disturbs the first as little.
    OpenPalette(window, "overlap 0.3").press(Qt::Key_Return, Qt::AltModifier);
    CHECK(window.comparePage().cards().size() == 2);
    CHECK(fixture.engine().newest() == 3);
    CHECK(fixture.engine().cancelled().empty());
}

TEST_CASE("palette: Alt+Enter on a model adds a card of it, on a result that result", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().models.push_back(
        {"other", "Another net", "", "other.safetensors"});
    ui::MainWindow& window = fixture.showCompleted();
    const std::string model = window.session().request().model;
    OpenPalette models(window, "another net");
    REQUIRE(models.first() == "Another net");
    models.press(Qt::Key_Return, Qt::AltModifier);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs()[1].request.model == "other");
    CHECK(window.session().request().model == model);
    OpenPalette results(window, "chelsea spectral");
    REQUIRE(results.first().contains("chelsea.png"));
    results.press(Qt::Key_Return, Qt::AltModifier);
    const auto& columns = window.comparePage().runs().columns();
    REQUIRE(columns.size() == 2);
    CHECK(columns[1].isWhole());
    CHECK(fixture.engine().newest() == 2);  // It is remembered.
}

TEST_CASE("palette: what was computed is shown again without computing", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("ig");
    fixture.complete();
    OpenPalette palette(window, "chelsea spectral");
    REQUIRE(palette.first().contains("Spectral IG"));
    palette.press(Qt::Key_Return);
    CHECK(window.session().request().method == "sig");
    CHECK(window.session().result());
    CHECK(fixture.engine().newest() == 2);
}

namespace {

/// As many names as ImageNet has classes, in its order where the tests know them.
std::vector<std::string> manyLabels() {
    std::vector<std::string> labels;
    for (int index = 0; index < 1000; ++index) labels.push_back("class " + std::to_string(index));
    labels[1] = "goldfish, Carassius auratus";
    labels[9] = "ostrich, Struthio camelus";
    labels[281] = "tabby";
    return labels;
}

/// What the palette offers for `query`; it is closed again.
QStringList offeredFor(ui::MainWindow& window, const QString& query) {
    OpenPalette palette(window, query);
    QStringList titles;
    for (int row = 0; row < palette.list().count(); ++row)
        titles.append(palette.list().item(row)->text());
    palette.press(Qt::Key_Escape);
    return titles;
}

}  // namespace

TEST_CASE("palette: any class of the model is found by one of its names", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) { scene.labels = manyLabels(); });
    ui::MainWindow& window = fixture.showCompleted();
    OpenPalette palette(window, "struthio");  // No likely one, and not the first of its names.
    REQUIRE(palette.first() == "ostrich, Struthio camelus");
    CHECK(palette.list().item(0)->data(Qt::UserRole).toString() == "Class 9");
    palette.press(Qt::Key_Return);
    CHECK(window.session().request().target == classOfIndex(9));
    CHECK(fixture.engine().newest() == 2);
}

TEST_CASE("palette: a class is found by its index, and none beyond the last", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) { scene.labels = manyLabels(); });
    ui::MainWindow& window = fixture.showCompleted();
    CHECK(offeredFor(window, "1").value(0) == "goldfish, Carassius auratus");
    // A class that is called by its index is there once.
    CHECK(offeredFor(window, "class 999").count("class 999") == 1);
    CHECK(offeredFor(window, "1000").isEmpty());
    OpenPalette likely(window, "index:281");
    REQUIRE(likely.first() == "tabby");
    likely.press(Qt::Key_Return, Qt::AltModifier);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs()[1].request.target == classOfIndex(281));
}

TEST_CASE("palette: of a result that names few classes, the bundled model's are found", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().models = {
        {ExplainRequest().model, "A net", "", "net.pth", manyLabels()}};
    ui::MainWindow& window = fixture.showCompleted();
    CHECK(OpenPalette(window, "ostr").first() == "ostrich, Struthio camelus");
}

TEST_CASE("palette: a thousand classes do not hide what else there is", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) {
        scene.labels = manyLabels();
        scene.labels[500] = "integral glass";  // Fits the method's letters as well as it does.
    });
    ui::MainWindow& window = fixture.showCompleted();
    CHECK_FALSE(offeredFor(window, "").contains("goldfish, Carassius auratus"));
    const QStringList offered = offeredFor(window, "integra");
    CHECK(offered.value(0) == "Integrated gradients");
    CHECK(offered.contains("integral glass"));
}
