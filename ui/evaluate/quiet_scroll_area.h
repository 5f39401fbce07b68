#pragma once

#include <QKeyEvent>
#include <QScrollArea>

namespace sigscope::ui {

/// A scroll area on its parent's ground that leaves all keys to what is around it.
class QuietScrollArea final : public QScrollArea {
public:
    QuietScrollArea(QWidget* content, QWidget* parent) : QScrollArea(parent) {
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setFrameShape(QFrame::NoFrame);
        setWidget(content);
        content->setAutoFillBackground(false);
        viewport()->setAutoFillBackground(false);
    }

protected:
    void keyPressEvent(QKeyEvent* event) override { event->ignore(); }
};

}  // namespace sigscope::ui
