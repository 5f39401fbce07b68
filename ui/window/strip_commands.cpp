#include "ui/window/strip_commands.h"

#include <QAction>
#include <utility>

#include "ui/compare/compare_page.h"
#include "ui/compare/compared_columns.h"
#include "ui/controls/message_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/window/filmstrip.h"
#include "ui/window/session.h"
#include "ui/window/strip_pictures.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

StripCommands::StripCommands(Filmstrip& strip, const Session& session, const Views& views,
                             WindowActions& actions, MessageBar& messages)
    : QObject(&strip),
      m_strip(strip),
      m_session(session),
      m_views(views),
      m_actions(actions),
      m_messages(messages) {
    connect(&strip, &Filmstrip::chosen, this, [this](const std::filesystem::path& file) {
        m_views.figure.pick({});  // One picture takes the place of those that were picked.
        Q_EMIT openAsked(file);
    });
    connect(&strip, &Filmstrip::picked, this, &StripCommands::pick);
    connect(&strip, &Filmstrip::closed, this, &StripCommands::tellPictures);
    for (const EvaluationRuns* runs :
         {&std::as_const(m_views.evaluate.runs()), &m_views.evaluate.overStrip().measurements()})
        connect(runs, &EvaluationRuns::changed, this,
                [this, runs] { m_strip.showMeasured(runs->maps()); });
    connect(actions.previousPicture, &QAction::triggered, this, [this] { m_strip.walk(-1); });
    connect(actions.nextPicture, &QAction::triggered, this, [this] { m_strip.walk(1); });
    tellPictures();
}

void StripCommands::pick(const std::vector<std::filesystem::path>& files) {
    m_views.figure.pick(files);
    if (files.size() >= fewestCompared)
        m_views.compare.compare(columnsByPicture(m_session.request(), files));
}

void StripCommands::openSeveral(const std::vector<std::filesystem::path>& places) {
    auto pictures = stripPictures(places);
    if (!pictures)
        return m_messages.show(MessageBar::Kind::Error, QString::fromStdString(pictures.error()));
    const std::filesystem::path first = pictures.value().front().file;
    m_strip.setPictures(std::move(pictures).value());
    tellPictures();
    Q_EMIT openAsked(first);
}

void StripCommands::tellPictures() {
    for (QAction* action : {m_actions.previousPicture, m_actions.nextPicture})
        action->setEnabled(!m_strip.isHidden());
    m_views.evaluate.setPictures(m_strip.files());
    m_views.figure.offerPictures(m_strip.files());
}

}  // namespace sigscope::ui
