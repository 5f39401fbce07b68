#pragma once

#include <QWidget>

class QLineEdit;

namespace sigscope::ui {

/// The name of a file or folder: typed, or chosen in a dialog.
class FileField : public QWidget {
    Q_OBJECT

public:
    enum class Asks { File, Folder };

    explicit FileField(Asks asks, QWidget* parent = nullptr);

    /// Emits nothing.
    void setValue(const QString& file);
    [[nodiscard]] QString value() const;

Q_SIGNALS:
    /// Typed to the end, or chosen.
    void valueChanged(const QString& file);

private:
    void choose();
    void report();

    Asks m_asks;
    QLineEdit* m_edit;
    QString m_reported;
};

}  // namespace sigscope::ui
