#pragma once

#include <QWidget>
#include <filesystem>

class QHBoxLayout;
class QLabel;

namespace sigscope::ui {

/// What the window shows before there is a picture: what to do, and samples a click away.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    /// Offers the first three pictures of `samplesFolder`; none if it is empty or missing.
    explicit EmptyState(const std::filesystem::path& samplesFolder, QWidget* parent = nullptr);

Q_SIGNALS:
    void openAsked();
    void sampleChosen(const std::filesystem::path& image);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPicture();
    void addSample(QHBoxLayout& row, const QString& file);

    QLabel* m_picture = nullptr;
};

}  // namespace sigscope::ui
