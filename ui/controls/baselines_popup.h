#pragma once

#include <QFrame>
#include <vector>

#include "engine/api/baseline_spec.h"
#include "ui/controls/baseline_kind.h"

class QCheckBox;
class QVBoxLayout;

namespace sigscope::ui {

/// Under the baseline field, until one clicks elsewhere: which baselines the mean is over. Every
/// change takes effect at once; the last one cannot be taken away.
class BaselinesPopup : public QFrame {
    Q_OBJECT

public:
    /// `named` are the catalogue's baselines, `chosen` those of the request.
    BaselinesPopup(const std::vector<Choice>& named, const std::vector<BaselineSpec>& chosen,
                   QWidget* parent);

    void showUnder(QWidget& field);

Q_SIGNALS:
    /// At least one, in the list's order.
    void baselinesChosen(const std::vector<sigscope::BaselineSpec>& baselines);
    /// One of that kind is to be asked for; the popup has closed.
    void asked(sigscope::ui::BaselineKind kind);

private:
    void addBox(QVBoxLayout& layout, const BaselineSpec& baseline, const QString& title,
                const QString& help, bool checked);
    void addButtons(QVBoxLayout& layout);
    void take(QCheckBox& changed);

    struct Entry {
        QCheckBox* box;
        BaselineSpec baseline;
    };
    std::vector<Entry> m_entries;
};

}  // namespace sigscope::ui
