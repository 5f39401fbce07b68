#pragma once

namespace sigscope::ui {

class ClipboardPictures;
class PathPage;
class Session;
class WindowActions;

/// Gives the panes and charts of the Path view their context menus: what of the window's menus is
/// about them, and copying what lies under the pointer. All outlive the page.
void addContextMenus(PathPage& page, const WindowActions& actions, const Session& session,
                     ClipboardPictures& clipboard);

}  // namespace sigscope::ui
