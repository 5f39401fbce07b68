#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/compare/card_order.h"
#include "ui/compare/comparison_sets.h"
#include "ui/render/comparison_view.h"

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace sigscope::ui {

/// The row over the cards: in what they differ, how their maps are shown and ordered, and how far
/// their computation is.
class CompareTools : public QWidget {
    Q_OBJECT

public:
    /// `fields` says what can be varied when the list of it opens. `catalogue` outlives this.
    CompareTools(const Catalogue& catalogue, std::function<std::vector<VariedField>()> fields,
                 QWidget* parent = nullptr);

    /// As asked for, but for one scale where that is refused.
    [[nodiscard]] ComparisonView view() const;
    [[nodiscard]] CardOrder order() const;
    void setOrder(CardOrder order);
    /// Of the one scale; nothing for the automatic one, which it is again for other maps.
    void setLimit(std::optional<double> limit);
    /// The next scale that is not refused.
    void stepScale();
    /// Why the maps cannot have one scale; empty if they can.
    void refuseOneScale(const QString& reason);

    struct State {
        QString summary;
        enum class Queue { Over, Running, Paused } queue = Queue::Over;
        bool canSave = false;
    };
    void show(const State& state);

Q_SIGNALS:
    void viewChanged();
    void orderChanged();
    void columnsChosen(const std::vector<sigscope::ComparisonColumn>& columns);
    /// One more card by that method; empty for one as the Path view has it.
    void addAsked(const std::string& method);
    void pauseAsked();
    void cancelAsked();
    void saveAsked();
    /// Back to the empty page.
    void otherAsked();

private:
    void addMenus(QHBoxLayout& row);
    void addChoices(QHBoxLayout& row);
    /// What the map's drawing takes in percent, one for each drawing that takes something.
    void makePercents();
    QDoubleSpinBox* addPercent(const char* name, const QString& title, const QString& help);
    void showPercent();
    void addRuns(QHBoxLayout& row);
    QPushButton* addButton(QHBoxLayout& row, const QString& text, const char* name,
                           void (CompareTools::*asked)());
    void fillVary();
    /// Of a sweep, asks for its values before.
    void begin(const ComparisonSet& set);
    void fillAdd();

    const Catalogue& m_catalogue;
    std::function<std::vector<VariedField>()> m_fields;
    bool m_oneRefused = false;
    std::optional<double> m_limit;
    QMenu* m_vary = nullptr;
    QMenu* m_add = nullptr;
    QComboBox* m_scale = nullptr;
    QComboBox* m_maps = nullptr;
    QStackedWidget* m_percents = nullptr;  ///< One of the next two, in the same place.
    QDoubleSpinBox* m_opacity = nullptr;
    QDoubleSpinBox* m_topShare = nullptr;
    QComboBox* m_order = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_save = nullptr;
};

}  // namespace sigscope::ui
