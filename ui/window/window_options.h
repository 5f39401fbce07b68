#pragma once

#include <filesystem>
#include <functional>
#include <string>

class QWidget;

namespace sigscope::ui {

/// Asks the user for a file name; empty if they changed their mind.
using AskFile = std::function<std::filesystem::path(QWidget* parent)>;

/// As AskFile, with a proposal.
using AskSaveFile =
    std::function<std::filesystem::path(QWidget* parent, const std::filesystem::path& proposal)>;

/// What a window begins with.
struct WindowOptions {
    std::filesystem::path image;          ///< Opened at once; empty for the empty state.
    std::string model;                    ///< Empty for the default of ExplainRequest.
    std::filesystem::path samplesFolder;  ///< Pictures offered in the empty state.
    std::filesystem::path settingsFile;   ///< Empty for the user's own settings.
    AskFile askOpenFile;                  ///< Empty for a dialog.
    AskFile askModelFile;                 ///< Empty for a dialog.
    AskSaveFile askSaveFile;              ///< Empty for a dialog.
};

}  // namespace sigscope::ui
