#include "ui/window/empty_state.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/style/icons.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QSize thumbnail{24 * Theme::grid, 16 * Theme::grid};
constexpr int sampleCount = 3;

/// The middle of the picture, filling a thumbnail; decoded no larger than it is shown.
QPixmap thumbnailOf(const QString& file, double devicePixelRatio) {
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize wanted = thumbnail * devicePixelRatio;
    const QSize scaled = reader.size().scaled(wanted, Qt::KeepAspectRatioByExpanding);
    reader.setScaledSize(scaled);
    const QRect middle(
        QPoint((scaled.width() - wanted.width()) / 2, (scaled.height() - wanted.height()) / 2),
        wanted);
    QPixmap pixmap = QPixmap::fromImageReader(&reader).copy(middle);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

}  // namespace

EmptyState::EmptyState(const std::filesystem::path& samplesFolder, QWidget* parent)
    : QWidget(parent) {
    setProperty("role", "surround");
    setAttribute(Qt::WA_StyledBackground);
    m_picture = new QLabel(this);
    m_picture->setAlignment(Qt::AlignCenter);
    showPicture();
    auto* advice =
        new QLabel(tr("Drop a photograph here, press Ctrl+O, or paste one with Ctrl+V"), this);
    advice->setAlignment(Qt::AlignCenter);
    auto* open = new QPushButton(tr("Open …"), this);
    open->setFocusPolicy(Qt::TabFocus);
    connect(open, &QPushButton::clicked, this, &EmptyState::openAsked);

    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::grid);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addWidget(advice);
    layout->addWidget(open, 0, Qt::AlignCenter);
    const QStringList samples =
        QDir(QString::fromStdString(samplesFolder.string()))
            .entryList({QStringLiteral("*.png"), QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
    if (!samplesFolder.empty() && !samples.isEmpty()) {
        layout->addSpacing(4 * Theme::grid);
        auto* label = new QLabel(tr("or begin with a sample"), this);
        label->setProperty("role", "muted");
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label);
        auto* row = new QHBoxLayout;
        row->setSpacing(2 * Theme::grid);
        row->addStretch();
        for (const QString& sample : samples.mid(0, sampleCount))
            addSample(*row,
                      QString::fromStdString((samplesFolder / sample.toStdString()).string()));
        row->addStretch();
        layout->addLayout(row);
    }
    layout->addStretch(3);
}

void EmptyState::showPicture() {
    m_picture->setPixmap(
        icon("photograph").pixmap(QSize(32, 32), devicePixelRatioF(), QIcon::Disabled));
}

void EmptyState::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_picture) showPicture();
    QWidget::changeEvent(event);
}

void EmptyState::addSample(QHBoxLayout& row, const QString& file) {
    auto* button = new QToolButton(this);
    const QString name = QFileInfo(file).completeBaseName();
    button->setObjectName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIcon(thumbnailOf(file, devicePixelRatioF()));
    button->setIconSize(thumbnail);
    button->setText(name.left(1).toUpper() + name.mid(1));
    button->setAccessibleName(tr("Open the sample %1").arg(name));
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::PointingHandCursor);
    connect(
        button, &QToolButton::clicked, this,
        [this, path = std::filesystem::path(file.toStdString())] { Q_EMIT sampleChosen(path); });
    row.addWidget(button);
}

}  // namespace sigscope::ui
