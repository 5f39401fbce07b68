#include "ui/window/map_saver.h"

#include "engine/api/request_files.h"
#include "ui/controls/message_bar.h"
#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"
#include "ui/window/save_job.h"
#include "ui/window/saved_message.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

/// `view`, with colours and limits of what is shown.
FigureView likeShown(FigureView view, const MapDisplay& shown) {
    view.reduction = shown.reduction;
    view.magnitudeColours = shown.magnitudeColours;
    view.percentile = shown.percentile;
    // That of a spread is no limit of the map.
    if (shown.soFar != SoFar::Spread) view.limit = shown.mapLimit;
    return view;
}

}  // namespace

std::filesystem::path proposedFile(const ExplainRequest& request, const std::string& ending) {
    std::filesystem::path file = request.image;
    file.replace_filename(file.stem().string() + "_" + request.method + ending);
    return file;
}

MapSaver::MapSaver(Session& session, MessageBar& messages, const WindowOptions& options,
                   const PathPage& page)
    : QObject(&messages),
      m_session(session),
      m_messages(messages),
      m_options(options),
      m_page(page),
      m_job(new SaveJob(this)) {
    connect(m_job, &SaveJob::finished, this, &MapSaver::showSaved);
}

void MapSaver::save() {
    const auto result = m_session.result();
    if (!result) return;
    const ExplainRequest& request = m_session.shownRequest();
    SaveTarget target = m_options.askSaveFile(&m_messages, proposedFile(request, ".png"));
    target.view = likeShown(target.view, m_page.display());
    target.view.regions = m_page.panes().regions();
    target.view.method = m_session.catalogue().method(request.method);
    if (target.file.empty()) return;
    if (const auto checked = checkNoPartOfRequest(target.file, request, m_session.catalogue());
        !checked)
        return showSaved({}, QString::fromStdString(checked.error()));
    m_job->start(result, target.file, target.view);
}

void MapSaver::showSaved(const QString& file, const QString& error) {
    tellSaved(m_messages, m_options.showInFolder, file, error);
}

}  // namespace sigscope::ui
