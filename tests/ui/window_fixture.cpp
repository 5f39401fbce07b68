#include "tests/ui/window_fixture.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTest>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"

namespace sigscope::test {

WindowFixture::WindowFixture() = default;

ui::MainWindow& WindowFixture::show(ui::WindowOptions options) {
    options.settingsFile = folder() / "settings.ini";
    const QString settings = QString::fromStdString(options.settingsFile.string());
    QSettings(settings, QSettings::IniFormat).setValue("reducedMotion", m_reducedMotion);
    m_window = std::make_unique<ui::MainWindow>(m_engine, std::move(options));
    m_window->resize(1280, 800);
    m_window->show();
    settle();
    return *m_window;
}

ui::MainWindow& WindowFixture::showCompleted(ui::WindowOptions options) {
    show(std::move(options));
    m_window->open(sample("chelsea.png"));
    complete();
    return *m_window;
}

void WindowFixture::complete(int nodes) {
    const RunId run = m_engine.newest();
    m_engine.deliverStarted(run);
    m_engine.deliverCompleted(run, nodes);
    REQUIRE(waitForFrame(run, 1));
}

bool WindowFixture::waitFor(const std::function<bool()>& condition) {
    constexpr int patience = 120'000;  // ms; on a busy machine what takes one may take many.
    return QTest::qWaitFor(condition, patience);
}

void WindowFixture::settle() {
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

double WindowFixture::shownAlpha() {
    const ui::PathFrame* frame = m_window->pathPage().panes().shown();
    return frame ? frame->frame.alpha : -1;
}

bool WindowFixture::waitForFrame(RunId run, double alpha) {
    return waitFor([this, run, alpha] {
        const ui::PathFrame* frame = m_window->pathPage().panes().shown();
        return frame && frame->run == run && std::abs(frame->frame.alpha - alpha) < 1e-12;
    });
}

std::filesystem::path WindowFixture::sample(const std::string& name) {
    return std::filesystem::path(SIGSCOPE_SAMPLES) / name;
}

}  // namespace sigscope::test
