#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/api/map_moments.h"
#include "engine/api/side_numbers.h"
#include "ui/render/pace.h"

class QComboBox;
class QLabel;

namespace sigscope::ui {

class PathCursor;
class TransportButtons;

/// The transport's buttons, α in figures, the pace.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    /// `cursor` outlives the bar.
    explicit TransportBar(PathCursor& cursor, QWidget* parent = nullptr);

    [[nodiscard]] Pace pace() const;

    /// What is gone through instead of a path, told in the place of α and at an even pace; null for
    /// a path.
    void setMoments(std::shared_ptr<const MapMoments> moments);

    /// Shares in [0, 1] at the nodes `alphas`, ascending, told behind α: "α 0.500 · arrived 41 %".
    /// None without alphas.
    void setShares(std::vector<double> alphas, SideNumbers shares);

Q_SIGNALS:
    void paceChosen(sigscope::ui::Pace pace);

private:
    void addPace();
    void showAlpha(double alpha);
    [[nodiscard]] QString alphaText(double alpha) const;

    PathCursor& m_cursor;
    TransportButtons* m_buttons;
    std::shared_ptr<const MapMoments> m_moments;
    std::vector<double> m_shareAlphas;  ///< As many as m_shares has values.
    SideNumbers m_shares;
    QLabel* m_paceLabel = nullptr;
    QLabel* m_alpha = nullptr;
    QComboBox* m_pace = nullptr;
};

}  // namespace sigscope::ui
