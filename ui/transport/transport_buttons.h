#pragma once

#include <QString>
#include <QWidget>
#include <array>

class QToolButton;

namespace sigscope::ui {

class PathCursor;

/// First, previous, play, next, last, loop. The speed, in frames per second, is in the play
/// button's context menu.
class TransportButtons : public QWidget {
    Q_OBJECT

public:
    /// What the buttons for first, previous, next and last say of themselves.
    using Helps = std::array<QString, 4>;
    [[nodiscard]] static Helps ofPath();

    /// `cursor` outlives the buttons. Their object names are "first", "previous" … after `prefix`.
    explicit TransportButtons(PathCursor& cursor, QWidget* parent = nullptr,
                              const QString& prefix = {});

    void setHelps(const Helps& helps);

private:
    QToolButton* addButton(const char* name, const QString& prefix);
    void offerSpeeds();
    void showPlaying(bool playing);

    PathCursor& m_cursor;
    std::array<QToolButton*, 4> m_steps{};  ///< First, previous, next, last.
    QToolButton* m_play = nullptr;
};

}  // namespace sigscope::ui
