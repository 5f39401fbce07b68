#pragma once

#include <QObject>

#include "engine/api/catalogue.h"
#include "ui/render/ordered_worker.h"
#include "ui/window/window_options.h"

namespace sigscope::ui {

class ComparePage;
class MessageBar;

/// Saves the comparison where the user says, as what the file's ending says, on a thread of its
/// own, and says how it went.
class ComparisonSaver : public QObject {
    Q_OBJECT

public:
    /// All outlive this; the message bar is the dialog's parent.
    ComparisonSaver(ComparePage& page, const Catalogue& catalogue, MessageBar& messages,
                    const WindowOptions& options);

    /// Asks for a file name; nothing while no map is there.
    void save();

private:
    void showSaved(const QString& file, const QString& error);

    ComparePage& m_page;
    const Catalogue& m_catalogue;
    MessageBar& m_messages;
    const WindowOptions& m_options;
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
