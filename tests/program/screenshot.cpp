// Saves pictures of the real window on a sample, for the README and for looking at:
// screenshot IMAGE SAMPLES OUT.png [light|dark] [ALPHA] [METHOD] [WIDTHxHEIGHT] [BUTTON,BUTTON,…]
//     [BASELINE,BASELINE,…] [MODEL]
// OUT may also be a .jpg, or a .txt, for what a screen reader is told of the window: the roles,
// names and values of all that is seen.
// BUTTON is the object name of a button to be clicked before, one after the other (one that begins
// a comparison, as "compareFast", shows its tab once all cards are there, at ALPHA; "evaluateRun"
// and "computeFigure" show theirs once all is measured or drawn), "scale" for the map's colour
// scale, "baselines" for the list of several, or the shortcut of an action. What opens is drawn
// over the window. MODEL, a name or a file, takes the place of the program's own; empty arguments
// say nothing.

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSettings>
#include <QTabBar>
#include <QTimer>
#include <iostream>
#include <string>

#include "engine/api/engine.h"
#include "tests/support/accessible_tree.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/comparison_frames.h"
#include "ui/compare/map_correlations.h"
#include "ui/controls/baseline_field.h"
#include "ui/controls/request_panel.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/render/frame_worker.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;

namespace {

/// Opens `image` and runs the event loop until it is explained, however long that takes; ends the
/// program where the image is refused.
void explain(ui::MainWindow& window, const std::filesystem::path& image) {
    QEventLoop loop;
    QObject::connect(&window.session(), &ui::Session::ended, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    QObject::connect(&window.session(), &ui::Session::refused, &loop, [](const std::string& error) {
        std::cerr << error << '\n';
        std::exit(1);
    });
    QObject::connect(&window.session(), &ui::Session::asking, &loop,
                     [&] { window.session().restart(); });
    window.open(image);
    loop.exec();
}

/// Moves the cursor and runs the event loop until the panes show its frame.
void scrub(ui::MainWindow& window, double alpha) {
    QEventLoop loop;
    QObject::connect(window.pathPage().findChild<ui::FrameWorker*>(), &ui::FrameWorker::frameReady,
                     &loop, [&](const std::shared_ptr<const ui::PathFrame>& frame) {
                         if (frame->frame.alpha == alpha) loop.quit();
                     });
    window.pathPage().cursor().setAlpha(alpha);
    const ui::PathFrame* shown = window.pathPage().panes().shown();
    if (!shown || shown->frame.alpha != alpha) loop.exec();
}

/// Begins `runs` by their button and runs the event loop until all are over.
template <typename Runs>
void clickUntilOver(QAbstractButton& button, Runs& runs) {
    QEventLoop loop;
    QObject::connect(
        &runs, &Runs::changed, &loop,
        [&] {
            if (!runs.running()) loop.quit();
        },
        Qt::QueuedConnection);
    button.click();
    if (runs.running()) loop.exec();
}

/// Shows the Compare tab, begins a comparison by its button, and runs the event loop until all
/// cards are there and show their paths at `share`.
void compare(ui::MainWindow& window, QAbstractButton& button, double share) {
    window.findChild<QTabBar*>()->setCurrentIndex(1);
    ui::ComparePage& page = window.comparePage();
    QEventLoop loop;
    qsizetype correlated = 0;
    QObject::connect(page.findChild<ui::MapCorrelations*>(), &ui::MapCorrelations::ready, &loop,
                     [&](const QStringList& titles) { correlated = titles.size(); });
    clickUntilOver(button, page.runs());
    QObject::connect(page.findChild<ui::ComparisonFrames*>(), &ui::ComparisonFrames::ready, &loop,
                     &QEventLoop::quit, Qt::QueuedConnection);
    page.setShare(share);
    if (share < 1) loop.exec();
    while (correlated < std::ssize(page.computed()))
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::processEvents();  // The table takes its room.
}

/// Shows the Evaluate tab, measures what can be measured, and runs the event loop until all is;
/// then shows the picture with that share removed.
void evaluate(ui::MainWindow& window, double share) {
    window.findChild<QTabBar*>()->setCurrentIndex(2);
    ui::EvaluatePage& page = window.evaluatePage();
    clickUntilOver(*page.findChild<QAbstractButton*>("evaluateRun"), page.runs());
    Q_EMIT page.results().chart(ui::RemovalGame::Deletion).shareDragged(share);
}

/// Shows the Figure tab, computes what its figure takes, and runs the event loop until it is drawn.
void drawFigure(ui::MainWindow& window) {
    window.findChild<QTabBar*>()->setCurrentIndex(3);
    ui::FigureEditor& editor = window.figureEditor();
    QEventLoop loop;
    QObject::connect(
        &editor, &ui::FigureEditor::figureChanged, &loop,
        [&](bool isThere) {
            if (isThere) loop.quit();
        },
        Qt::QueuedConnection);
    editor.findChild<QAbstractButton*>("computeFigure")->click();
    if (!editor.figure()) loop.exec();
}

bool beginsComparison(const QString& name) {
    return name == "comparePaper" || name == "compareFast" || name == "compareBaselines" ||
           name == "compareModels" || name == "compareClasses";
}

void press(ui::MainWindow& window, const QString& name) {
    if (name == "scale") return Q_EMIT window.pathPage().panes().pane(3).scaleAsked();
    if (name == "baselines") {
        Q_EMIT window.requestPanel().baseline().severalAsked();
        return QApplication::processEvents();
    }
    if (auto* button = window.findChild<QAbstractButton*>(name)) return button->click();
    for (QAction* action : window.findChildren<QAction*>())
        if (action->shortcut().toString() == name) action->trigger();
}

void act(ui::MainWindow& window, const QString& button, double alpha) {
    if (beginsComparison(button))
        return compare(window, *window.findChild<QAbstractButton*>(button), alpha);
    if (button == "evaluateRun") return evaluate(window, alpha);
    if (button == "computeFigure") return drawFigure(window);
    press(window, button);
    scrub(window, alpha / 2);  // What was pressed may change how frames are drawn.
    scrub(window, alpha);
}

/// The window with the dialogs and popups that are open, in the middle of it or where they are.
QPixmap shotOf(ui::MainWindow& window) {
    QPixmap shot = window.grab();
    QPainter painter(&shot);
    for (QWidget* other : QApplication::topLevelWidgets()) {
        if (other == &window || !other->isVisible()) continue;
        const bool popup = other->windowType() == Qt::Popup;
        const QPoint corner = popup ? window.mapFromGlobal(other->pos())
                                    : window.rect().center() - other->rect().center();
        painter.drawPixmap(corner, other->grab());
    }
    return shot;
}

/// What a screen reader is told of it and of the dialogs and popups that are open.
QByteArray toldOf(ui::MainWindow& window) {
    QString told = test::accessibleText(test::accessibleTree(window));
    for (QWidget* other : QApplication::topLevelWidgets())
        if (other != &window && other->isVisible())
            told += test::accessibleText(test::accessibleTree(*other));
    return told.toUtf8();
}

bool save(ui::MainWindow& window, const QString& file) {
    if (!file.endsWith(".txt")) {
        constexpr int legible = 92;  // JPEG's quality, at which type stays clean.
        constexpr int usual = -1;
        return shotOf(window).save(file, nullptr, file.endsWith(".jpg") ? legible : usual);
    }
    QFile text(file);
    const QByteArray told = toldOf(window);
    return text.open(QIODevice::WriteOnly) && text.write(told) == told.size();
}

std::vector<BaselineSpec> listed(const QString& text) {
    std::vector<BaselineSpec> all;
    for (const QString& one : text.split(',')) all.push_back(parseBaseline(one.toStdString()));
    return all;
}

QSize sizeOf(const QString& text) {
    const QStringList sides = text.split('x');
    return sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize(1280, 800);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc < 4) return 2;
    const bool dark = argc > 4 && argv[4] == std::string("dark");
    const double alpha = argc > 5 ? std::stod(argv[5]) : 1;
    ui::applyTheme(application, dark ? ui::Appearance::Dark : ui::Appearance::Light);
    setResourceFolder(std::filesystem::path(argv[2]).parent_path());
    // As the program does: what was computed is found again by the other tabs.
    constexpr std::int64_t rememberedBytes = 1LL << 30;
    const auto engine = makeEngine({.resultBudget = rememberedBytes});
    ui::WindowOptions options;
    options.samplesFolder = argv[2];
    options.settingsFile = std::string(argv[3]) + ".settings";
    // What plays by itself would not stand still at ALPHA.
    ui::settingsOf(options)->setValue("reducedMotion", true);
    ui::MainWindow window(*engine, options);
    window.resize(sizeOf(argc > 7 ? argv[7] : ""));
    window.show();
    if (argv[1] != std::string("-")) {
        if (argc > 6) window.session().setMethod(argv[6]);
        if (argc > 9 && *argv[9]) window.session().setBaselines(listed(argv[9]));
        if (argc > 10) window.session().setModel(argv[10]);
        explain(window, argv[1]);
        scrub(window, alpha);
    }
    if (argc > 8)
        for (const QString& button : QString(argv[8]).split(',', Qt::SkipEmptyParts))
            act(window, button, alpha);
    QApplication::processEvents();
    const bool saved = save(window, argv[3]);
    std::filesystem::remove(options.settingsFile);
    if (!saved) std::cerr << argv[3] << ": could not be written\n";
    return saved ? 0 : 1;
}
