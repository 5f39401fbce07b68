#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/run_observer.h"

class QLabel;

namespace sigscope::ui {

/// Asks what the outputs of a model are that look like probabilities, in line with the rest of the
/// panel. Hidden until it is asked.
class OutputForm : public QWidget {
    Q_OBJECT

public:
    /// A button for each of `choices`, Catalogue::outputs.
    explicit OutputForm(const std::vector<Choice>& choices, QWidget* parent = nullptr);

    void ask(const OutputQuestion& question);

Q_SIGNALS:
    void answered(const std::string& output);

private:
    QLabel* m_text;
};

}  // namespace sigscope::ui
