#pragma once

#include <QWidget>
#include <cstddef>
#include <optional>

class QLabel;
class QPushButton;

namespace sigscope::ui {

/// Below the results: what one picture says, and the way to all pictures of the filmstrip and back.
class EvaluateFoot : public QWidget {
    Q_OBJECT

public:
    explicit EvaluateFoot(QWidget* parent = nullptr);

    enum class Beside { Nothing, Picture, Strip };
    /// What is above: no results, those of a picture, or those of the filmstrip.
    void showBeside(Beside what);

    /// What the button [Over the filmstrip] would do, or why it cannot.
    struct Offer {
        std::size_t maps = 0;
        std::size_t pictures = 0;  ///< Of the filmstrip.
        std::size_t left = 0;      ///< Of these, to be measured.
        bool running = false;
        std::optional<double> seconds{};  ///< Of those left; unknown before anything was timed.
    };
    void offer(const Offer& offer);

Q_SIGNALS:
    void overStripAsked();
    /// Back to the results of one picture.
    void pictureAsked();

private:
    QLabel* m_text;
    QPushButton* m_picture;
    QPushButton* m_overStrip;
};

}  // namespace sigscope::ui
