#include "ui/window/model_menu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include "engine/api/model_caches.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr const char* recentModelsKey = "recentModels";
constexpr qsizetype longestList = 6;

const QStringList& weightsEndings() {
    static const QStringList endings{QStringLiteral("safetensors"), QStringLiteral("pth"),
                                     QStringLiteral("pt"), QStringLiteral("onnx")};
    return endings;
}

QString absoluteName(const fs::path& file) {
    return QFileInfo(QString::fromStdString(file.string())).absoluteFilePath();
}

}  // namespace

bool looksLikeWeights(const fs::path& file) {
    return weightsEndings().contains(
        QFileInfo(QString::fromStdString(file.string())).suffix().toLower());
}

ModelMenu::ModelMenu(QMenu& menu, const Session& session, QSettings& settings)
    : QObject(&menu),
      m_menu(menu),
      m_cached(new QMenu(tr("Found in caches"), &menu)),
      m_session(session),
      m_settings(settings) {
    for (QMenu* one : {&m_menu, m_cached}) one->setToolTipsVisible(true);
    connect(&m_menu, &QMenu::aboutToShow, this, &ModelMenu::fill);
}

void ModelMenu::remember(const fs::path& file) {
    QStringList known = m_settings.value(recentModelsKey).toStringList();
    known.removeAll(absoluteName(file));
    known.prepend(absoluteName(file));
    m_settings.setValue(recentModelsKey, QStringList(known.mid(0, longestList)));
}

QStringList recentModels(const QSettings& settings) {
    QStringList present;
    for (const QString& file : settings.value(recentModelsKey).toStringList())
        if (QFileInfo::exists(file)) present << file;
    return present;
}

QStringList ModelMenu::filesBeside() const {
    QStringList patterns;
    for (const QString& ending : weightsEndings()) patterns << QStringLiteral("*.") + ending;
    QStringList found;
    for (const fs::path& neighbour :
         {fs::path(m_session.request().model), m_session.request().image}) {
        if (!neighbour.has_parent_path()) continue;
        const QDir folder(QFileInfo(absoluteName(neighbour)).absolutePath());
        for (const QString& name : folder.entryList(patterns, QDir::Files, QDir::Name))
            if (const QString file = folder.absoluteFilePath(name); !found.contains(file))
                found << file;
    }
    return found.mid(0, longestList);
}

void ModelMenu::fill() {
    m_menu.clear();
    addNamed();
    addCached();
    const QStringList recent = recentModels(m_settings);
    QStringList beside = filesBeside();
    beside.removeIf([&recent](const QString& file) { return recent.contains(file); });
    addFiles(tr("Beside the picture or the model"), beside);
    addFiles(tr("Used lately"), recent);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Open …")), &QAction::triggered, this, &ModelMenu::openAsked);
}

void ModelMenu::addNamed() {
    for (const ModelSpec& model : m_session.catalogue().models) {
        add(m_menu, QString::fromStdString(model.title), model.name);
        QAction* action = m_menu.actions().constLast();
        action->setToolTip(QString::fromStdString(model.description));
        if (!model.weightsFile.empty()) continue;
        action->setEnabled(false);
        action->setToolTip(tr("Its weights are not installed"));
    }
}

void ModelMenu::addCached() {
    m_cached->clear();
    for (const CachedModel& model : cachedModels()) {
        add(*m_cached, QString::fromStdString(model.name), model.name);
        m_cached->actions().constLast()->setToolTip(
            QString::fromStdString(model.weightsFile.string()));
    }
    if (m_cached->isEmpty()) return;
    m_menu.addSeparator();
    m_menu.addMenu(m_cached);
}

void ModelMenu::addFiles(const QString& heading, const QStringList& files) {
    if (files.isEmpty()) return;
    // A style sheet hides the text of sections.
    m_menu.addSeparator();
    m_menu.addAction(heading)->setEnabled(false);
    for (const QString& file : files) {
        add(m_menu, QFileInfo(file).fileName(), file.toStdString());
        m_menu.actions().constLast()->setToolTip(file);
    }
}

void ModelMenu::add(QMenu& menu, const QString& title, const std::string& nameOrFile) {
    QAction* action = menu.addAction(title);
    action->setCheckable(true);
    action->setChecked(m_session.request().model == nameOrFile);
    connect(action, &QAction::triggered, this, [this, nameOrFile] { Q_EMIT chosen(nameOrFile); });
}

}  // namespace sigscope::ui
