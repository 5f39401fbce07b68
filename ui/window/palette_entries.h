#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

class QMenu;
class QMenuBar;
class QSettings;

namespace sigscope::ui {

class ModelChooser;
class ResultLog;
class Session;

/// Something that the palette can do.
struct PaletteEntry {
    QString title;
    QString kind;      ///< "Method", "Action", "Class 281".
    QString shortcut;  ///< Empty for none.
    std::function<void()> act{};
    /// The request that it makes of another one; null where that is not what it does.
    std::function<void(ExplainRequest& request)> change{};
    /// What it is found by, each by itself; its title where there is none.
    QStringList names{};
    /// Points of fuzzyScore() that it is behind others that fit as well.
    int handicap = 0;
};

/// All that can be done from the keyboard: what the menus have, what can be asked for, what was
/// opened lately and what was computed.
class PaletteEntries : public QObject {
    Q_OBJECT

public:
    using OpenFile = std::function<void(const std::filesystem::path& file)>;

    /// All outlive this; `open` opens a file in the window.
    PaletteEntries(const QMenuBar& menus, Session& session, ModelChooser& models, ResultLog& log,
                   QSettings& settings, OpenFile open, QObject* parent = nullptr);

    /// Those that fit `query` as it was typed, the best first: by their titles, a class also by any
    /// of its names or its index, or a parameter with its value, "overlap 0.2". Of the model's
    /// classes all can be found; of those that fit nothing in particular there are the likeliest.
    [[nodiscard]] std::vector<PaletteEntry> matching(const QString& query) const;

private:
    using Entries = std::vector<PaletteEntry>;

    [[nodiscard]] Entries all(const QString& query) const;
    void addActions(const QMenu& menu, Entries& entries) const;
    void addQuestions(Entries& entries) const;
    void addLikelyClasses(Entries& entries) const;
    /// All that are not among them.
    void addOtherClasses(Entries& entries) const;
    void addModels(Entries& entries) const;
    void addFiles(Entries& entries) const;
    void addResults(Entries& entries) const;
    /// The method's parameters that the query's words but the last name, with that as value.
    [[nodiscard]] Entries valued(const QString& query) const;
    /// The class of that index, where the query is one: "281", "class 281".
    [[nodiscard]] Entries numbered(const QString& query) const;
    /// What the model's classes are called, by index; empty where that is not known yet.
    [[nodiscard]] const std::vector<std::string>& labels() const;
    [[nodiscard]] PaletteEntry classEntry(int index, const QString& label) const;
    [[nodiscard]] PaletteEntry modelEntry(const QString& title, const std::string& model) const;

    const QMenuBar& m_menus;
    Session& m_session;
    ModelChooser& m_models;
    ResultLog& m_log;
    QSettings& m_settings;
    OpenFile m_open;
    std::shared_ptr<const Scene> m_scene;  ///< Of what is shown; null before.
};

}  // namespace sigscope::ui
