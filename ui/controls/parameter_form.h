#pragma once

#include <QWidget>

#include "engine/api/catalogue.h"

namespace sigscope::ui {

/// The form of parameters, made from their specs: a real number is a slider with a field, a whole
/// number a field, a choice a list, a triple three fields, a size and a file or folder a field.
/// Its inputs have the parameters' names as object names. What is seldom changed is folded away
/// while it has its default.
class ParameterForm : public QWidget {
    Q_OBJECT

public:
    explicit ParameterForm(QWidget* parent = nullptr);

    /// Replaces the form; what `values` lacks has its default. Emits nothing.
    void show(const std::vector<ParameterSpec>& specs, const ParameterValues& values);
    void show(const MethodSpec& method, const ParameterValues& values) {
        show(method.parameters, values);
    }

Q_SIGNALS:
    void parameterChanged(const std::string& name, const sigscope::ParameterValue& value);

private:
    void clear();
    /// What folds and unfolds `folded`.
    QWidget* makeFold(QWidget& folded);
    QWidget* makeInput(const ParameterSpec& spec, const ParameterValue& value);
    QWidget* makeReal(const ParameterSpec& spec, double value);
    QWidget* makeInteger(const ParameterSpec& spec, std::int64_t value);
    QWidget* makeFile(const ParameterSpec& spec, const std::string& value);
    QWidget* makeTriple(const ParameterSpec& spec, const Triple& value);
    QWidget* makeSize(const ParameterSpec& spec, const ParameterValue& value);
    QWidget* makeChoice(const ParameterSpec& spec, const std::string& value);

    bool m_unfolded = false;  ///< As the user left it.
};

/// Symbol, meaning, range, default and equation of a parameter, for its tooltip.
[[nodiscard]] QString describe(const ParameterSpec& spec);

}  // namespace sigscope::ui
