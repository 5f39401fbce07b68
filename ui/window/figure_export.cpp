#include "ui/window/figure_export.h"

#include <QAction>

#include "engine/api/request_files.h"
#include "ui/figure/figure_editor.h"
#include "ui/render/paper_figure_file.h"
#include "ui/render/result_format.h"
#include "ui/window/saved_message.h"
#include "ui/window/session.h"

namespace sigscope::ui {

FigureExport::FigureExport(FigureEditor& editor, const Session& session, QAction& action,
                           MessageBar& messages, const WindowOptions& options)
    : QObject(&editor),
      m_editor(editor),
      m_session(session),
      m_messages(messages),
      m_options(options) {
    connect(&editor, &FigureEditor::exportAsked, this, &FigureExport::ask);
    connect(&action, &QAction::triggered, this, &FigureExport::ask);
    connect(&editor, &FigureEditor::figureChanged, &action, &QAction::setEnabled);
}

void FigureExport::ask() {
    if (!m_editor.figure()) return;
    std::filesystem::path proposal = m_session.request().image;
    proposal.replace_filename(proposal.stem().string() + "_" +
                              kindName(m_editor.figure()->kind).toStdString() + ".pdf");
    const std::filesystem::path file = m_options.askNewFile(
        &m_editor, proposal,
        {tr("Figure (*.pdf)").toStdString(), tr("Figure (*.svg)").toStdString(),
         tr("Figure (*.png)").toStdString()});
    if (!file.empty()) write(file);
}

void FigureExport::write(const std::filesystem::path& file) {
    const QString name = QString::fromStdString(file.string());
    const auto tell = [this, &name](const QString& error) {
        tellSaved(m_messages, m_options.showInFolder, name, error);
    };
    if (resultFormat(file) != ResultFormat::Figure)
        return tell(tr("%1: figures can be written as .svg, .pdf and .png").arg(name));
    Outcome<Done> done = checkNoPartOfRequest(file, m_session.request(), m_session.catalogue());
    if (done) done = writePaperFigure(file, *m_editor.figure(), m_editor.print());
    tell(done ? QString() : QString::fromStdString(done.error()));
}

}  // namespace sigscope::ui
