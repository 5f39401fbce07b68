#include "ui/window/clipboard_pictures.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QMimeData>
#include <QSaveFile>
#include <QUrl>
#include <system_error>
#include <utility>

#include "engine/api/outcome.h"

namespace sigscope::ui {

namespace {

/// "pasted 2026-01-31 14.05.09.123.png": says what it is, sorts by time, and no two are the same.
std::string nameForNow() {
    return QDateTime::currentDateTime()
        .toString(QStringLiteral("'pasted' yyyy-MM-dd hh.mm.ss.zzz'.png'"))
        .toStdString();
}

bool writeWhole(const QImage& picture, const std::filesystem::path& file) {
    // Little compression: it is a cache, and large photographs would take seconds.
    constexpr int quality = 90;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    QSaveFile out(QString::fromStdString(file.string()));
    return out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG", quality) && out.commit();
}

}  // namespace

ClipboardPictures::ClipboardPictures(std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)) {}

void ClipboardPictures::copy(const QImage& picture) {
    if (!picture.isNull()) QApplication::clipboard()->setImage(picture);
}

void ClipboardPictures::paste() {
    const QMimeData* data = QApplication::clipboard()->mimeData();
    const QString file = data && data->hasUrls() ? data->urls().first().toLocalFile() : QString();
    if (!file.isEmpty()) {
        Q_EMIT pasted(file.toStdString());
        return;
    }
    const QImage picture =
        data && data->hasImage() ? qvariant_cast<QImage>(data->imageData()) : QImage();
    if (picture.isNull())
        Q_EMIT refused(tr("There is no picture on the clipboard; copy one first."));
    else
        write(picture);
}

void ClipboardPictures::write(const QImage& picture) {
    m_worker.start([this, picture, file = m_folder / nameForNow()](const std::stop_token&) {
        const auto whole = attempt([&] { return writeWhole(picture, file); });
        const bool written = whole && whole.value();
        return [this, file, written] {
            if (written)
                Q_EMIT pasted(file);
            else
                Q_EMIT refused(tr("%1: cannot be written; is there room on its disk?")
                                   .arg(QString::fromStdString(file.string())));
        };
    });
}

}  // namespace sigscope::ui
