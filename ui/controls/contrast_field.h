#pragma once

#include <QComboBox>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The second class of a contrast: the likeliest other one, one of the likeliest, or any by its
/// index or name, typed.
class ContrastField : public QComboBox {
    Q_OBJECT

public:
    explicit ContrastField(QWidget* parent = nullptr);

    /// Offers the classes of a picture other than the one that is explained.
    void setClasses(const std::vector<RankedClass>& top, const RankedClass& target);

    /// Shows ExplainRequest::against; emits nothing.
    void showAgainst(const std::string& against);

Q_SIGNALS:
    void againstChosen(const std::string& against);

private:
    void announce(const QString& chosen);
    void announceText();

    QString m_shown;  ///< What was last shown or announced.
};

}  // namespace sigscope::ui
