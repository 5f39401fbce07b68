#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/explain_request.h"
#include "ui/render/figure_view.h"

class QSettings;
class QWidget;

namespace sigscope::ui {

/// Asks the user for a file name; empty if they changed their mind.
using AskFile = std::function<std::filesystem::path(QWidget* parent)>;

/// Where a result goes, and how a figure of it looks.
struct SaveTarget {
    std::filesystem::path file;
    FigureView view{};

    SaveTarget(std::filesystem::path file_, FigureView view_ = {})
        : file(std::move(file_)), view(view_) {}
};

/// As AskFile, with a proposal.
using AskSaveFile =
    std::function<SaveTarget(QWidget* parent, const std::filesystem::path& proposal)>;

/// Asks where a file is to be written, with a proposal and the kinds of files as a dialog lists
/// them
/// ("Figure (*.pdf)"), the first of which is usual; empty if they changed their mind.
using AskNewFile = std::function<std::filesystem::path(
    QWidget* parent, const std::filesystem::path& proposal, const std::vector<std::string>& kinds)>;
/// Whether the pictures of its results are written into a session.
enum class PictureInclusion { ByHash, Included };

struct SessionTarget {
    std::filesystem::path file;  ///< Empty if they changed their mind.
    PictureInclusion pictures = PictureInclusion::ByHash;
};

/// Asks where a session goes, with a proposal.
using AskSaveSession =
    std::function<SessionTarget(QWidget* parent, const std::filesystem::path& proposal)>;

/// Asks for a colour as "#rrggbb", with the present baseline as proposal if it is one; empty if
/// they changed their mind.
using AskColour = std::function<std::string(QWidget* parent, const std::string& present)>;

/// Asks whether a model's file, which is a program, may run.
using AllowCode = std::function<bool(QWidget* parent, const std::filesystem::path& model)>;

/// Shows a file in its folder.
using ShowFile = std::function<void(const std::filesystem::path& file)>;

/// What a window begins with.
struct WindowOptions {
    std::filesystem::path
        image;          ///< Or a result or session. Opened at once; empty for the empty state.
    std::string model;  ///< Empty for the default of ExplainRequest.
    std::filesystem::path samplesFolder;  ///< Pictures offered in the empty state.
    std::filesystem::path firstResult;    ///< Shown at the first start; empty for the empty state.
    std::filesystem::path settingsFile;   ///< Empty for the user's own settings.
    std::filesystem::path pasteFolder;    ///< Of pasted pictures; empty for the user's cache.
    std::filesystem::path stateFolder;    ///< Of results until the window closes; empty for none.
    AskFile askOpenFile;                  ///< Empty for a dialog.
    AskFile askModelFile;                 ///< Empty for a dialog.
    AskFile askFolder;                    ///< Empty for a dialog.
    AskSaveFile askSaveFile;              ///< Empty for a dialog.
    AskNewFile askNewFile;                ///< Empty for a dialog.
    AskSaveSession askSaveSession;        ///< Empty for a dialog.
    AskColour askColour;                  ///< Empty for a dialog.
    AllowCode allowCode;                  ///< Empty for a dialog.
    ShowFile showInFolder;                ///< Empty for the desktop's file manager.
};

/// The settings of a window that begins with `options`, and its first request.
[[nodiscard]] std::unique_ptr<QSettings> settingsOf(const WindowOptions& options);
[[nodiscard]] ExplainRequest requestOf(const WindowOptions& options);

}  // namespace sigscope::ui
