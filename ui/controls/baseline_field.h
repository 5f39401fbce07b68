#pragma once

#include <QWidget>

#include "engine/api/explain_request.h"

class QComboBox;
class QSpinBox;

namespace sigscope::ui {

class LabelledRow;

/// x': a named baseline, a colour or a picture; for noise its seed too.
class BaselineField : public QWidget {
    Q_OBJECT

public:
    /// `named` are the catalogue's baselines.
    explicit BaselineField(const std::vector<Choice>& named, QWidget* parent = nullptr);

    /// Shows the request's baseline and seed; emits nothing.
    void showRequest(const ExplainRequest& request);

Q_SIGNALS:
    void baselineChosen(const std::string& baseline);
    void seedChosen(std::int64_t seed);
    /// A colour or a picture is to be asked for; the field shows what it showed.
    void colourAsked();
    void pictureAsked();

private:
    void addSpecial(const QString& title, const QString& help, const char* asked);
    void choose();
    void showBaseline(const QString& baseline);

    QComboBox* m_combo;
    QSpinBox* m_seed;
    LabelledRow* m_seedRow;
    int m_named;      ///< The first items are names.
    QString m_shown;  ///< What a request calls it.
};

}  // namespace sigscope::ui
