#pragma once

#include <QPushButton>
#include <optional>

namespace sigscope::ui {

/// The button of the window's main action, in the accent colour; while that is under way it fills
/// from the left.
class ProgressButton : public QPushButton {
    Q_OBJECT

public:
    explicit ProgressButton(const QString& text, QWidget* parent = nullptr);

    /// The share done, in [0, 1]; none when nothing is under way.
    void setProgress(std::optional<double> share);
    [[nodiscard]] std::optional<double> progress() const { return m_share; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<double> m_share;
};

}  // namespace sigscope::ui
