#pragma once

#include <QWidget>

#include "engine/api/explain_request.h"
#include "ui/controls/baseline_kind.h"

class QSpinBox;

namespace sigscope::ui {

class ChoiceBox;
class LabelledRow;

/// x': a named baseline, a colour, a picture, what is drawn from a folder, or several; for what is
/// drawn its seed too, and how many.
class BaselineField : public QWidget {
    Q_OBJECT

public:
    /// `named` are the catalogue's baselines.
    explicit BaselineField(const std::vector<Choice>& named, QWidget* parent = nullptr);

    /// Shows the request's baselines, seed and count; emits nothing.
    void showRequest(const ExplainRequest& request);

    /// Why no baseline can be chosen; empty where one can.
    void setUnused(const QString& reason);

Q_SIGNALS:
    void baselineChosen(const sigscope::BaselineSpec& baseline);
    void seedChosen(std::int64_t seed);
    void countChosen(int count);
    /// One of that kind is to be asked for; the field shows what it showed.
    void asked(sigscope::ui::BaselineKind kind);
    /// Several are to be chosen; the field shows what it showed.
    void severalAsked();

private:
    void addSpecial(const QString& title, const QString& help, const char* asked);
    QWidget* makeDrawing();
    void choose();
    void showBaselines(const ExplainRequest& request);
    void insertUnnamed(const ExplainRequest& request);

    ChoiceBox* m_combo;
    QSpinBox* m_seed = nullptr;
    QSpinBox* m_count = nullptr;
    LabelledRow* m_drawing;
    int m_named;         ///< The first items are names.
    int m_specials = 0;  ///< The last items ask.
    QString m_shown;     ///< The data of the item that stands for the request.
};

}  // namespace sigscope::ui
