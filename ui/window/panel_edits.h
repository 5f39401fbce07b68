#pragma once

#include <QObject>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class CardEditor;
class ComparePage;
class RequestEditor;
class RequestPanel;
class Session;
class ViewTabs;

/// What the panel shows and changes: the selected card's request while that is in sight, else the
/// session's, with its run.
class PanelEdits : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    PanelEdits(RequestPanel& panel, Session& session, ComparePage& compare, const ViewTabs& views,
               const WindowOptions& options);

    /// Computes what is edited.
    void run();

private:
    void connectPanel(const WindowOptions& options);
    void connectSession();
    [[nodiscard]] RequestEditor& edited();
    /// Null while no card is edited.
    [[nodiscard]] CardEditor* card();
    void showRequest();
    /// Something else is edited.
    void showEdited();

    RequestPanel& m_panel;
    Session& m_session;
    ComparePage& m_compare;
    const ViewTabs& m_views;
};

}  // namespace sigscope::ui
