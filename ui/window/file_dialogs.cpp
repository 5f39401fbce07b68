#include "ui/window/file_dialogs.h"

#include <QColorDialog>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>
#include <algorithm>
#include <vector>

#include "engine/api/picture_file.h"
#include "engine/api/session_file.h"

namespace sigscope::ui {

namespace {

std::filesystem::path askOpenFile(QWidget* parent) {
    QStringList patterns;
    for (const char* ending : pictureEndings())
        patterns << QStringLiteral("*") + QString::fromLatin1(ending);
    const QStringList filters{QFileDialog::tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))),
                              QFileDialog::tr("Sessions (*.sigscope)"),
                              QFileDialog::tr("Results (*.npz *.png *.svg *.pdf *.csv *.json)"),
                              QFileDialog::tr("All files (*)")};
    const QString file = QFileDialog::getOpenFileName(parent, QFileDialog::tr("Open a picture"), {},
                                                      filters.join(QStringLiteral(";;")));
    return file.toStdString();
}

std::filesystem::path askModelFile(QWidget* parent) {
    const QString file = QFileDialog::getOpenFileName(
        parent, QFileDialog::tr("Open a model's weights"), {},
        QFileDialog::tr("Models (*.safetensors *.pth *.pt *.onnx);;All files (*)"));
    return file.toStdString();
}

std::filesystem::path askFolder(QWidget* parent) {
    return QFileDialog::getExistingDirectory(parent, QFileDialog::tr("Choose a folder"))
        .toStdString();
}

/// Its folder where one can write there, else the user's documents: samples of an installed program
/// lie in a folder of the system.
void propose(QFileDialog& dialog, const std::filesystem::path& proposal) {
    QString folder =
        QString::fromStdString(std::filesystem::absolute(proposal).parent_path().string());
    for (const auto place : {QStandardPaths::DocumentsLocation, QStandardPaths::HomeLocation})
        if (!QFileInfo(folder).isWritable()) folder = QStandardPaths::writableLocation(place);
    dialog.setDirectory(folder);
    dialog.selectFile(QString::fromStdString(proposal.filename().string()));
}

/// A way to save: what the dialog calls it, the ending of a name that has none, what a figure is
/// laid on.
struct SaveKind {
    QString title;
    const char* ending;
    FigureGround ground = FigureGround::Crop;
};

std::vector<SaveKind> saveKinds() {
    const auto figures = [](const QString& title, FigureGround ground) {
        return std::vector<SaveKind>{{title + " (*.png)", ".png", ground},
                                     {title + " (*.svg)", ".svg", ground},
                                     {title + " (*.pdf)", ".pdf", ground}};
    };
    std::vector<SaveKind> kinds = figures(QFileDialog::tr("Figure"), FigureGround::Crop);
    for (const SaveKind& kind :
         figures(QFileDialog::tr("Figure on the whole photograph"), FigureGround::Original))
        kinds.push_back(kind);
    kinds.push_back({QFileDialog::tr("Arrays") + " (*.npz)", ".npz"});
    kinds.push_back({QFileDialog::tr("Curves") + " (*.csv)", ".csv"});
    return kinds;
}

SaveTarget askSaveFile(QWidget* parent, const std::filesystem::path& proposal) {
    const std::vector<SaveKind> kinds = saveKinds();
    QStringList titles;
    for (const SaveKind& kind : kinds) titles << kind.title;
    QFileDialog dialog(parent, QFileDialog::tr("Save the map"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(titles);
    const auto kindOf = [&](const QString& title) -> const SaveKind& {
        return kinds[static_cast<std::size_t>(std::max<qsizetype>(titles.indexOf(title), 0))];
    };
    // The dialog itself adds the ending: it asks before another file is replaced.
    const auto complete = [&](const QString& title) {
        dialog.setDefaultSuffix(QString::fromLatin1(kindOf(title).ending + 1));
    };
    complete(titles.first());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, complete);
    propose(dialog, proposal);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {std::filesystem::path(), {FigureGround::Crop}};
    return {dialog.selectedFiles().first().toStdString(),
            {kindOf(dialog.selectedNameFilter()).ground}};
}

SessionTarget askSaveSession(QWidget* parent, const std::filesystem::path& proposal) {
    const QString alone = QFileDialog::tr("Session (*.sigscope)");
    const QString included = QFileDialog::tr("Session with its pictures (*.sigscope)");
    QFileDialog dialog(parent, QFileDialog::tr("Save the session"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({alone, included});
    dialog.setDefaultSuffix(QString::fromLatin1(sessionEnding + 1));
    propose(dialog, proposal);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
    return {dialog.selectedFiles().first().toStdString(), dialog.selectedNameFilter() == included
                                                              ? PictureInclusion::Included
                                                              : PictureInclusion::ByHash};
}

std::string askColour(QWidget* parent, const std::string& present) {
    const QColor proposal(QString::fromStdString(present));
    const QColor colour = QColorDialog::getColor(proposal.isValid() ? proposal : QColor(Qt::gray),
                                                 parent, QFileDialog::tr("The baseline's colour"));
    return colour.isValid() ? colour.name().toStdString() : std::string();
}

std::filesystem::path askNewFile(QWidget* parent, const std::filesystem::path& proposal,
                                 const std::vector<std::string>& kinds) {
    QStringList filters;
    for (const std::string& kind : kinds) filters << QString::fromStdString(kind);
    QFileDialog dialog(parent, QFileDialog::tr("Export"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    // "(*.pdf)": the dialog itself adds the ending, and asks before another file is replaced.
    const auto complete = [&dialog](const QString& filter) {
        dialog.setDefaultSuffix(filter.section(QLatin1Char('.'), -1).chopped(1));
    };
    complete(filters.first());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, complete);
    propose(dialog, proposal);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
    return dialog.selectedFiles().first().toStdString();
}

void showInFolder(const std::filesystem::path& file) {
    const QString folder =
        QString::fromStdString(std::filesystem::absolute(file).parent_path().string());
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

bool allowCode(QWidget* parent, const std::filesystem::path& model) {
    QMessageBox box(QMessageBox::Warning, QFileDialog::tr("A model that is a program"),
                    QFileDialog::tr("%1 is TorchScript: a program, which would run with your "
                                    "rights and could do all that you can.")
                        .arg(QString::fromStdString(model.filename().string())),
                    QMessageBox::Cancel, parent);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(QFileDialog::tr("Run it only if you trust where it comes from."));
    const QPushButton* run = box.addButton(QFileDialog::tr("Run it"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == run;
}

}  // namespace

WindowOptions withDialogs(WindowOptions options) {
    if (options.pasteFolder.empty())
        options.pasteFolder =
            QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString();
    if (!options.askOpenFile) options.askOpenFile = &askOpenFile;
    if (!options.askModelFile) options.askModelFile = &askModelFile;
    if (!options.askFolder) options.askFolder = &askFolder;
    if (!options.askSaveFile) options.askSaveFile = &askSaveFile;
    if (!options.askNewFile) options.askNewFile = &askNewFile;
    if (!options.askSaveSession) options.askSaveSession = &askSaveSession;
    if (!options.askColour) options.askColour = &askColour;
    if (!options.allowCode) options.allowCode = &allowCode;
    if (!options.showInFolder) options.showInFolder = &showInFolder;
    return options;
}

}  // namespace sigscope::ui
