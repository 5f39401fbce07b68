#include "ui/window/palette_entries.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "ui/compare/compared_columns.h"
#include "ui/window/fuzzy_match.h"
#include "ui/window/model_chooser.h"
#include "ui/window/model_menu.h"
#include "ui/window/recent_files.h"
#include "ui/window/result_log.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

QString actionTitle(const QAction& action) {
    return action.text().remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
}

/// How well the query fits the best of what the entry is found by.
std::optional<int> fitOf(const PaletteEntry& entry, const QString& query) {
    if (entry.names.isEmpty()) return fuzzyScore(query, entry.title);
    std::optional<int> best;
    for (const QString& name : entry.names) best = std::max(best, fuzzyScore(query, name));
    return best ? std::optional(*best - entry.handicap) : std::nullopt;
}

/// The best first; among equals as they came.
std::vector<PaletteEntry> bestOf(const std::vector<PaletteEntry>& entries, const QString& query) {
    std::vector<std::pair<int, const PaletteEntry*>> ranked;
    for (const PaletteEntry& entry : entries)
        if (const auto score = fitOf(entry, query)) ranked.emplace_back(*score, &entry);
    std::ranges::stable_sort(ranked, std::greater(), [](const auto& one) { return one.first; });
    std::vector<PaletteEntry> best;
    for (const auto& [score, entry] : ranked) best.push_back(*entry);
    return best;
}

}  // namespace

PaletteEntries::PaletteEntries(const QMenuBar& menus, Session& session, ModelChooser& models,
                               ResultLog& log, QSettings& settings, OpenFile open, QObject* parent)
    : QObject(parent),
      m_menus(menus),
      m_session(session),
      m_models(models),
      m_log(log),
      m_settings(settings),
      m_open(std::move(open)) {
    connect(
        &session, &Session::started, this,
        [this](const Plan&, std::shared_ptr<const Scene> scene) { m_scene = std::move(scene); });
    connect(&session, &Session::closed, this, [this] { m_scene.reset(); });
}

std::vector<PaletteEntry> PaletteEntries::matching(const QString& query) const {
    Entries found = valued(query);
    const Entries byIndex = numbered(query);
    std::ranges::copy(byIndex, std::back_inserter(found));
    // A class without a name is called by its index.
    for (PaletteEntry& entry : bestOf(all(query), query))
        if (std::ranges::find(byIndex, entry.kind, &PaletteEntry::kind) == byIndex.end())
            found.push_back(std::move(entry));
    return found;
}

PaletteEntries::Entries PaletteEntries::all(const QString& query) const {
    Entries entries;
    for (const QAction* menu : m_menus.actions()) addActions(*menu->menu(), entries);
    addQuestions(entries);
    addLikelyClasses(entries);
    addModels(entries);
    addFiles(entries);
    addResults(entries);
    // All fit an empty one, and would hide what is not theirs.
    if (!query.trimmed().isEmpty()) addOtherClasses(entries);
    return entries;
}

void PaletteEntries::addActions(const QMenu& menu, Entries& entries) const {
    for (QAction* action : menu.actions()) {
        // What submenus list is below, or a choice of few.
        if (action->isSeparator() || action->menu() != nullptr || !action->isEnabled()) continue;
        entries.push_back({actionTitle(*action), tr("Action"),
                           action->shortcut().toString(QKeySequence::NativeText),
                           [action] { action->trigger(); }});
    }
}

void PaletteEntries::addQuestions(Entries& entries) const {
    const Catalogue& catalogue = m_session.catalogue();
    for (const MethodSpec& method : catalogue.methods)
        entries.push_back({QString::fromStdString(method.title),
                           tr("Method"),
                           {},
                           [this, name = method.name] { m_session.setMethod(name); },
                           [method](ExplainRequest& request) {
                               if (request.method != method.name) request.parameters.clear();
                               request.method = method.name;
                               request.objective = objectiveFor(method, request.objective);
                           }});
    for (const Choice& objective : catalogue.objectives)
        entries.push_back(
            {QString::fromStdString(objective.title),
             tr("f"),
             {},
             [this, name = objective.name] { m_session.setObjective(name); },
             [name = objective.name](ExplainRequest& request) { request.objective = name; }});
    for (const Choice& baseline : catalogue.baselines) {
        const BaselineSpec spec = parseBaseline(baseline.name);
        entries.push_back({tr("from %1").arg(QString::fromStdString(baseline.title)),
                           tr("Baseline"),
                           {},
                           [this, spec] { m_session.setBaseline(spec); },
                           [spec](ExplainRequest& request) { request.baselines = {spec}; }});
    }
}

PaletteEntry PaletteEntries::classEntry(int index, const QString& label) const {
    PaletteEntry entry{label,
                       tr("Class %1").arg(index),
                       {},
                       [this, index] { m_session.setTarget(index); },
                       [index](ExplainRequest& request) { request.target = classOfIndex(index); }};
    for (const QString& name : label.split(QLatin1Char(','))) entry.names.append(name.trimmed());
    return entry;
}

const std::vector<std::string>& PaletteEntries::labels() const {
    if (!m_scene->labels.empty()) return m_scene->labels;
    // What is shown comes from a file, which does not tell them.
    const std::vector<ModelSpec>& models = m_session.catalogue().models;
    const auto model = std::ranges::find(models, m_session.request().model, &ModelSpec::name);
    return model != models.end() ? model->labels : m_scene->labels;
}

void PaletteEntries::addLikelyClasses(Entries& entries) const {
    if (!m_scene) return;
    for (const RankedClass& likely : m_scene->top)
        entries.push_back(classEntry(likely.index, QString::fromStdString(likely.label)));
}

void PaletteEntries::addOtherClasses(Entries& entries) const {
    if (!m_scene) return;
    // Of a thousand names some fit any letters: an action, a method or a likely class goes before
    // them where they fit no better than by one letter.
    constexpr int oneLetter = 100;
    const std::vector<std::string>& names = labels();
    for (int index = 0; index < std::ssize(names); ++index) {
        if (std::ranges::find(m_scene->top, index, &RankedClass::index) != m_scene->top.end())
            continue;
        entries.push_back(
            classEntry(index, QString::fromStdString(names[static_cast<std::size_t>(index)])));
        entries.back().handicap = oneLetter;
    }
}

PaletteEntries::Entries PaletteEntries::numbered(const QString& query) const {
    static const QRegularExpression number(QStringLiteral("^(?:class|index:)? ?(\\d{1,6})$"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = number.match(query.simplified());
    if (!m_scene || !match.hasMatch()) return {};
    const int index = match.captured(1).toInt();
    const std::vector<std::string>& names = labels();
    // Where their number is not known, the run says if there is none.
    if (names.empty()) return {classEntry(index, tr("class %1").arg(index))};
    if (index >= std::ssize(names)) return {};
    return {classEntry(index, QString::fromStdString(names[static_cast<std::size_t>(index)]))};
}

PaletteEntry PaletteEntries::modelEntry(const QString& title, const std::string& model) const {
    // On a card, a program is refused with the reason: it is allowed where it is chosen.
    return {title,
            tr("Model"),
            {},
            [this, model] { m_models.choose(model); },
            [model, scene = m_scene](ExplainRequest& request) {
                request = requestOfModel(std::move(request), model, scene.get());
            }};
}

void PaletteEntries::addModels(Entries& entries) const {
    for (const ModelSpec& model : m_session.catalogue().models)
        if (!model.weightsFile.empty())
            entries.push_back(modelEntry(QString::fromStdString(model.title), model.name));
    for (const QString& file : recentModels(m_settings))
        entries.push_back(modelEntry(QFileInfo(file).fileName(), file.toStdString()));
}

void PaletteEntries::addFiles(Entries& entries) const {
    for (const QString& file : RecentFiles(m_settings).files())
        entries.push_back({QFileInfo(file).fileName(), tr("Recent file"), {}, [this, file] {
                               m_open(file.toStdString());
                           }});
}

void PaletteEntries::addResults(Entries& entries) const {
    for (const LoggedResult& result : m_log.results()) {
        const MethodSpec* method = m_session.catalogue().method(result.request.method);
        const std::string& title = method != nullptr ? method->title : result.request.method;
        const QString picture = QString::fromStdString(result.request.image.filename().string());
        const QString label = QString::fromStdString(result.explanation->scene->target.label);
        entries.push_back(
            {QStringLiteral("%1 · %2 · %3").arg(picture, QString::fromStdString(title), label),
             tr("Result"),
             {},
             [this, result] {
                 m_session.restore(result.request, result.explanation->recipe, result.explanation);
             },
             [asked = result.request](ExplainRequest& request) { request = asked; }});
    }
}

PaletteEntries::Entries PaletteEntries::valued(const QString& query) const {
    const QString words = query.simplified();
    const qsizetype space = words.lastIndexOf(QLatin1Char(' '));
    const MethodSpec* method = m_session.catalogue().method(m_session.request().method);
    if (space < 0 || method == nullptr) return {};
    const std::string text = words.mid(space + 1).toStdString();
    Entries entries;
    for (const ParameterSpec& spec : method->parameters) {
        if (spec.namesFiles()) continue;  // Any text would be a value.
        try {
            const ParameterValue value = parseParameter(spec, text);
            const QString title = QString::fromStdString(spec.name + " " + toText(value));
            entries.push_back(
                {title,
                 tr("Parameter"),
                 {},
                 [this, name = spec.name, value] { m_session.setParameter(name, value); },
                 [name = spec.name, value](ExplainRequest& request) {
                     request.parameters[name] = value;
                 }});
        } catch (const std::invalid_argument&) {
            continue;  // It is no value of this one.
        }
    }
    // The value may be written otherwise than it is shown.
    return bestOf(entries, words.left(space));
}

}  // namespace sigscope::ui
