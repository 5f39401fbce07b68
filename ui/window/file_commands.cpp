#include "ui/window/file_commands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMainWindow>
#include <QMenu>
#include <utility>

#include "engine/api/result_code.h"
#include "ui/controls/message_bar.h"
#include "ui/window/clipboard_pictures.h"
#include "ui/window/drop_target.h"
#include "ui/window/map_saver.h"
#include "ui/window/path_page.h"
#include "ui/window/recent_files.h"
#include "ui/window/session.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

FileCommands::FileCommands(QMainWindow& window, Session& session, WindowActions& actions,
                           MessageBar& messages, QSettings& settings, WindowOptions options,
                           const PathPage& page)
    : QObject(&window),
      m_window(window),
      m_session(session),
      m_messages(messages),
      m_page(page),
      m_settings(settings),
      m_options(std::move(options)),
      m_saver(new MapSaver(session, messages, m_options, page)),
      m_clipboard(new ClipboardPictures(m_options.pasteFolder, this)) {
    connect(new DropTarget(window), &DropTarget::filesDropped, this, &FileCommands::openDropped);
    connect(m_clipboard, &ClipboardPictures::pasted, this, &FileCommands::openAsked);
    connect(m_clipboard, &ClipboardPictures::refused, this,
            [this](const QString& message) { m_messages.show(MessageBar::Kind::Error, message); });
    connect(&actions, &WindowActions::recentChosen, this, &FileCommands::openAsked);
    connect(actions.recent, &QMenu::aboutToShow, this,
            [this, &actions] { actions.listRecent(RecentFiles(m_settings).files()); });
    connect(actions.open, &QAction::triggered, this, &FileCommands::ask);
    connect(actions.paste, &QAction::triggered, m_clipboard, &ClipboardPictures::paste);
    connect(actions.copyCommand, &QAction::triggered, this, &FileCommands::copyCommand);
    connect(actions.copyPython, &QAction::triggered, this, &FileCommands::copyPython);
    connect(actions.save, &QAction::triggered, m_saver, &MapSaver::save);
}

void FileCommands::copyCommand() {
    const std::string text = commandText(m_session.shownRequest(), m_session.catalogue());
    QApplication::clipboard()->setText(QString::fromStdString(text));
}

void FileCommands::copyPython() {
    const ExplainRequest& request = m_session.shownRequest();
    const auto npz = proposedFile(request, ".npz");
    const std::string text =
        pythonText(request, m_session.catalogue(), npz, m_page.display().reduction);
    QApplication::clipboard()->setText(QString::fromStdString(text));
    m_messages.show(MessageBar::Kind::Information,
                    tr("Copied; save the result as %1 for it, or run its first line")
                        .arg(QString::fromStdString(npz.string())),
                    {}, MessageBar::Stay::Briefly);
}

void FileCommands::ask() {
    if (const auto file = m_options.askOpenFile(&m_window); !file.empty()) Q_EMIT openAsked(file);
}

void FileCommands::openDropped(const std::vector<std::filesystem::path>& files) {
    if (files.size() == 1)
        Q_EMIT openAsked(files.front());
    else
        Q_EMIT severalAsked(files);
}

void FileCommands::remember(const std::filesystem::path& image) {
    RecentFiles(m_settings).add(QString::fromStdString(image.string()));
}

}  // namespace sigscope::ui
