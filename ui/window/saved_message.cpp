#include "ui/window/saved_message.h"

#include <QObject>

#include "ui/controls/message_bar.h"

namespace sigscope::ui {

void tellSaved(MessageBar& messages, const ShowFile& showInFolder, const QString& file,
               const QString& error) {
    if (!error.isEmpty()) return messages.show(MessageBar::Kind::Error, error);
    messages.show(
        MessageBar::Kind::Information, QObject::tr("Saved %1").arg(file),
        {QObject::tr("Show in folder"), [showInFolder, file] { showInFolder(file.toStdString()); }},
        MessageBar::Stay::Briefly);
}

}  // namespace sigscope::ui
