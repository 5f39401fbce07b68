#include "ui/film/video_module.h"

#include <QLibrary>
#include <QString>
#include <filesystem>
#include <stdexcept>

namespace sigscope::ui {

namespace {

/// Beside the program's folder, in the build tree as in an installation.
std::filesystem::path moduleFile() {
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    return program.parent_path().parent_path() / SIGSCOPE_MODULES / "sigscope_video.so";
}

}  // namespace

std::unique_ptr<FilmEncoder> makeMp4Encoder(const FilmShape& shape) {
    // Stays loaded: its encoders live on.
    QLibrary module(QString::fromStdString(moduleFile().string()));
    const auto make = reinterpret_cast<MakeMp4Encoder>(module.resolve(makeMp4EncoderSymbol));
    if (!make) throw std::runtime_error(module.errorString().toStdString());
    return std::unique_ptr<FilmEncoder>(make(shape));
}

}  // namespace sigscope::ui
