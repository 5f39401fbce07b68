#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/run_observer.h"

class QLabel;

namespace sigscope::ui {

class ParameterForm;

/// Asks how pictures become the input of a model that does not say it, in line with the rest of the
/// panel. Hidden until it is asked.
class PreprocessingForm : public QWidget {
    Q_OBJECT

public:
    /// `specs` outlive the form.
    explicit PreprocessingForm(const std::vector<ParameterSpec>& specs, QWidget* parent = nullptr);

    /// Shows the question. One that is being answered already is left as it is.
    void ask(const PreprocessingQuestion& question);

Q_SIGNALS:
    void applied(const sigscope::ParameterValues& values);

private:
    /// What the model has of m_specs.
    [[nodiscard]] std::vector<ParameterSpec> proposedSpecs() const;
    [[nodiscard]] bool isSquashed() const;
    /// A picture that is squashed has no resize.
    void followFit();
    [[nodiscard]] ParameterValues answer() const;

    const std::vector<ParameterSpec>& m_specs;
    QLabel* m_text;
    ParameterForm* m_form;
    ParameterValues m_values;
};

}  // namespace sigscope::ui
