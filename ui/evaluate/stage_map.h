#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

namespace sigscope::ui {

/// What a stage of model randomisation shows.
struct StageMapContent {
    QString name{};   ///< "layer4"
    QImage map{};     ///< Null until it is there.
    QString value{};  ///< "0.31", under the name.
    QString help{};   ///< What else there is to say.
};

/// A small map with its name and a number under it.
class StageMap : public QWidget {
    Q_OBJECT

public:
    explicit StageMap(QWidget* parent = nullptr);

    void show(StageMapContent content);
    [[nodiscard]] const StageMapContent& content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Comes into view.
    void focusInEvent(QFocusEvent* event) override;

private:
    StageMapContent m_content;
};

}  // namespace sigscope::ui
