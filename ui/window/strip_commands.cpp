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
    connect(&strip, &Filmstrip::closed, this, [this] {
        m_views.figure.offerPictures({});
        enableWalking(!m_strip.isHidden());
    });
    connect(&m_views.evaluate.runs(), &EvaluationRuns::changed, this,
            [this] { m_strip.showMeasured(m_views.evaluate.runs().maps()); });
    connect(actions.previousPicture, &QAction::triggered, this, [this] { m_strip.walk(-1); });
    connect(actions.nextPicture, &QAction::triggered, this, [this] { m_strip.walk(1); });
    enableWalking(!strip.isHidden());
}

void StripCommands::pick(const std::vector<std::filesystem::path>& files) {
    m_views.figure.pick(files);
    constexpr std::size_t fewest = 2;  // One alone is no comparison.
    if (files.size() >= fewest)
        m_views.compare.compare(columnsByPicture(m_session.request(), files));
}

void StripCommands::openSeveral(const std::vector<std::filesystem::path>& places) {
    auto pictures = stripPictures(places);
    if (!pictures)
        return m_messages.show(MessageBar::Kind::Error, QString::fromStdString(pictures.error()));
    std::vector<std::filesystem::path> files;
    for (const StripPicture& picture : pictures.value()) files.push_back(picture.file);
    m_strip.setPictures(std::move(pictures).value());
    m_views.figure.offerPictures(files);
    enableWalking(true);
    Q_EMIT openAsked(files.front());
}

void StripCommands::enableWalking(bool enabled) {
    for (QAction* action : {m_actions.previousPicture, m_actions.nextPicture})
        action->setEnabled(enabled);
}

}  // namespace sigscope::ui
