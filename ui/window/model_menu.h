#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <string>

class QMenu;
class QSettings;

namespace sigscope::ui {

class Session;

/// Whether a file is, by its ending, one of a model's weights.
[[nodiscard]] bool looksLikeWeights(const std::filesystem::path& file);

/// The files of weights used last, newest first; those that are gone are left out.
[[nodiscard]] QStringList recentModels(const QSettings& settings);

/// The menu of models: those that come with the program, those in the caches of Python's libraries,
/// weights that lie beside the picture or the present model, those used lately, and any other file.
/// It is filled when it opens.
class ModelMenu : public QObject {
    Q_OBJECT

public:
    /// All outlive this, which `menu` owns.
    ModelMenu(QMenu& menu, const Session& session, QSettings& settings);

    /// Adds a file to those used lately.
    void remember(const std::filesystem::path& file);

Q_SIGNALS:
    /// A name of the catalogue or a file.
    void chosen(const std::string& nameOrFile);
    void openAsked();

private:
    void fill();
    void addNamed();
    void addCached();
    void addFiles(const QString& heading, const QStringList& files);
    void add(QMenu& menu, const QString& title, const std::string& nameOrFile);
    [[nodiscard]] QStringList filesBeside() const;

    QMenu& m_menu;
    QMenu* m_cached;  ///< Its submenu, the menu's.
    const Session& m_session;
    QSettings& m_settings;
};

}  // namespace sigscope::ui
