#pragma once

#include <QWidget>
#include <optional>

#include "engine/api/rank_correlation.h"
#include "ui/compare/path_alignment.h"
#include "ui/render/scale_bar.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QSlider;

namespace sigscope::ui {

class ColourBar;
class CorrelationTable;
class PathCursor;
class TransportButtons;

/// What holds for all cards: the scale, the values under the crosshair, the scrubber along all
/// paths, and how much the maps agree.
class CompareFoot : public QWidget {
    Q_OBJECT

public:
    explicit CompareFoot(QWidget* parent = nullptr);

    /// Whether the scale's limit can be chosen.
    enum class Limit { Settled, Free };
    void setScale(const MapScale& scale, const QString& note, Limit limit);
    void setReading(const QString& reading);
    /// Whether there is a path to scrub.
    void setScrubbable(bool scrubbable);
    /// Of each path that has passed, in [0, 1].
    void setShare(double share);
    [[nodiscard]] double share() const;
    [[nodiscard]] Alignment alignment() const;
    /// The share, as it is played: its α is the share.
    [[nodiscard]] PathCursor& cursor() { return *m_cursor; }
    /// How it is measured whether maps agree.
    [[nodiscard]] Correlation correlation() const;
    void showCorrelations(const QStringList& titles, const CorrelationMatrix& matrix);

Q_SIGNALS:
    void scrubbed();
    /// The scale's limit is to be that one, or the automatic one.
    void limitChosen(std::optional<double> limit);
    void correlationChosen();
    /// Two rows of the table.
    void pairChosen(int first, int second);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QHBoxLayout* makeMeasure();
    [[nodiscard]] QHBoxLayout* makeScrubber();
    void askLimit();
    void fitShareText();
    void showShare();
    void fitTable();

    PathCursor* m_cursor;
    ColourBar* m_bar;
    QLabel* m_note;
    QLabel* m_reading;
    TransportButtons* m_buttons = nullptr;
    QSlider* m_scrubber = nullptr;
    QLabel* m_shareText = nullptr;
    QComboBox* m_alignment = nullptr;
    QComboBox* m_measure = nullptr;  ///< Of the correlation.
    CorrelationTable* m_correlation;
    QScrollArea* m_table;
    Limit m_limit = Limit::Settled;
};

}  // namespace sigscope::ui
