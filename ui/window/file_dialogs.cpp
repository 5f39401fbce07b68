#include "ui/window/file_dialogs.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QImageReader>
#include <QStandardPaths>

namespace sigscope::ui {

namespace {

std::filesystem::path askOpenFile(QWidget* parent) {
    QStringList patterns;
    for (const QByteArray& format : QImageReader::supportedImageFormats())
        patterns << QStringLiteral("*.") + QString::fromLatin1(format);
    const QString file = QFileDialog::getOpenFileName(
        parent, QFileDialog::tr("Open a photograph"), {},
        QFileDialog::tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))));
    return file.toStdString();
}

std::filesystem::path askModelFile(QWidget* parent) {
    const QString file = QFileDialog::getOpenFileName(
        parent, QFileDialog::tr("Open a model's weights"), {},
        QFileDialog::tr("Weights (*.safetensors *.pth *.pt);;All files (*)"));
    return file.toStdString();
}

std::filesystem::path askSaveFile(QWidget* parent, const std::filesystem::path& proposal) {
    const QString figure = QFileDialog::tr("Figure (*.png)");
    QString filter = figure;
    const QString file = QFileDialog::getSaveFileName(
        parent, QFileDialog::tr("Save the map"), QString::fromStdString(proposal.string()),
        figure + QStringLiteral(";;") + QFileDialog::tr("Arrays and recipe (*.npz)"), &filter);
    std::filesystem::path path = file.toStdString();
    if (!path.empty() && !path.has_extension())
        path.replace_extension(filter == figure ? ".png" : ".npz");
    return path;
}

std::string askColour(QWidget* parent, const std::string& present) {
    const QColor proposal(QString::fromStdString(present));
    const QColor colour = QColorDialog::getColor(proposal.isValid() ? proposal : QColor(Qt::gray),
                                                 parent, QFileDialog::tr("The baseline's colour"));
    return colour.isValid() ? colour.name().toStdString() : std::string();
}

}  // namespace

WindowOptions withDialogs(WindowOptions options) {
    if (options.pasteFolder.empty())
        options.pasteFolder =
            QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString();
    if (!options.askOpenFile) options.askOpenFile = &askOpenFile;
    if (!options.askModelFile) options.askModelFile = &askModelFile;
    if (!options.askSaveFile) options.askSaveFile = &askSaveFile;
    if (!options.askColour) options.askColour = &askColour;
    return options;
}

}  // namespace sigscope::ui
