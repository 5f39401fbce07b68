#include "ui/window/figure_export.h"

#include <QAction>

#include "engine/api/request_files.h"
#include "ui/controls/message_bar.h"
#include "ui/figure/figure_editor.h"
#include "ui/render/paper_figure_file.h"
#include "ui/render/result_format.h"
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
    const auto complain = [this](const QString& error) {
        m_messages.show(MessageBar::Kind::Error, error);
    };
    if (resultFormat(file) != ResultFormat::Figure)
        return complain(tr("%1: figures can be written as .svg, .pdf and .png").arg(name));
    const std::string part = partOfRequest(file, m_session.request(), m_session.catalogue());
    if (!part.empty())
        return complain(tr("%1: is %2; give another name").arg(name, QString::fromStdString(part)));
    const Outcome<Done> written = writePaperFigure(file, *m_editor.figure(), m_editor.print());
    if (!written) return complain(QString::fromStdString(written.error()));
    m_messages.show(MessageBar::Kind::Information, tr("Saved %1").arg(name),
                    {tr("Show in folder"), [this, file] { m_options.showInFolder(file); }},
                    MessageBar::Stay::Briefly);
}

}  // namespace sigscope::ui
