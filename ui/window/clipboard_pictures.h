#pragma once

#include <QImage>
#include <QObject>
#include <filesystem>

#include "ui/render/ordered_worker.h"

class QMimeData;

namespace sigscope::ui {

/// Pictures on the clipboard. What is pasted becomes a file, because a picture is opened, hashed
/// and remembered as one; it is written on a thread of its own.
class ClipboardPictures : public QObject {
    Q_OBJECT

public:
    /// Pasted pictures are written to `folder`, which is made when it is needed.
    explicit ClipboardPictures(std::filesystem::path folder, QObject* parent = nullptr);

    /// Takes the file or the picture that is on the clipboard.
    void paste();

    /// A null picture leaves the clipboard as it is.
    void copy(const QImage& picture);

Q_SIGNALS:
    void pasted(const std::filesystem::path& file);
    void refused(const QString& message);

private:
    void write(const QImage& picture);

    std::filesystem::path m_folder;
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
