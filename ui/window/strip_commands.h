#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

namespace sigscope::ui {

class ComparePage;
class EvaluatePage;
class FigureEditor;
class Filmstrip;
class MessageBar;
class Session;
class WindowActions;

/// Opens several pictures in the filmstrip, and connects that with the views: what is picked there
/// is compared and drawn, what was measured stands there, all of it can be
/// measured, and keys walk along it.
class StripCommands : public QObject {
    Q_OBJECT

public:
    /// What pictures of the strip go to.
    struct Views {
        ComparePage& compare;
        EvaluatePage& evaluate;
        FigureEditor& figure;
    };

    /// All outlive this, which the strip owns.
    StripCommands(Filmstrip& strip, const Session& session, const Views& views,
                  WindowActions& actions, MessageBar& messages);

    /// Files, and the pictures in folders: all are in the strip, and the first is to be opened.
    void openSeveral(const std::vector<std::filesystem::path>& places);

Q_SIGNALS:
    /// To be opened.
    void openAsked(const std::filesystem::path& file);

private:
    void pick(const std::vector<std::filesystem::path>& files);
    /// What depends on whether there are pictures, and on which.
    void tellPictures();

    Filmstrip& m_strip;
    const Session& m_session;
    Views m_views;
    WindowActions& m_actions;
    MessageBar& m_messages;
};

}  // namespace sigscope::ui
