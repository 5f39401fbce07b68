#include "ui/controls/file_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include "ui/style/theme.h"

namespace sigscope::ui {

FileField::FileField(Asks asks, QWidget* parent)
    : QWidget(parent), m_asks(asks), m_edit(new QLineEdit(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    m_edit->setPlaceholderText(tr("Included"));
    layout->addWidget(m_edit, 1);
    auto* button = new QToolButton(this);
    button->setText(tr("Choose…"));
    button->setAccessibleName(asks == Asks::File ? tr("Choose a file") : tr("Choose a folder"));
    layout->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, &FileField::report);
    connect(button, &QToolButton::clicked, this, &FileField::choose);
}

void FileField::setValue(const QString& file) {
    m_edit->setText(file);
    m_reported = file;
}

QString FileField::value() const {
    return m_edit->text();
}

void FileField::report() {
    // Losing the focus also counts as finished.
    if (m_reported == value()) return;
    m_reported = value();
    Q_EMIT valueChanged(m_reported);
}

void FileField::choose() {
    const QString chosen =
        m_asks == Asks::File
            ? QFileDialog::getOpenFileName(this, tr("Choose a file"), value())
            : QFileDialog::getExistingDirectory(this, tr("Choose a folder"), value());
    if (chosen.isEmpty()) return;
    m_edit->setText(chosen);
    report();
}

}  // namespace sigscope::ui
