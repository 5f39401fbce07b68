#pragma once

#include <QDialog>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "ui/compare/path_alignment.h"
#include "ui/film/film_job.h"
#include "ui/film/removal_film.h"
#include "ui/render/comparison_view.h"
#include "ui/render/map_display.h"
#include "ui/window/window_options.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTimer;
class QVBoxLayout;

namespace sigscope::ui {

/// What films can be made of.
struct AnimationSubject {
    std::shared_ptr<const Explanation> path;  ///< Null, or without a path, where there is none.
    MapDisplay display{};
    std::vector<ComparisonColumn> columns;  ///< Those of a comparison that are computed.
    ComparisonView view{};
    Alignment alignment = Alignment::Alpha;  ///< Of the comparison's paths.
    RemovalSubject removal{};                ///< Those of the Evaluate view that are measured.
};

enum class AnimationSource { Path, Comparison, Removal };

/// What is to be filmed and how; beside the window, which stays usable. Esc cancels a film that is
/// written, or else closes the sheet.
class AnimationSheet : public QDialog {
    Q_OBJECT

public:
    AnimationSheet(AskNewFile askFile, QWidget* parent);

    /// `preferred` is chosen where it can be filmed.
    void setSubject(AnimationSubject subject, AnimationSource preferred);

    void reject() override;
    /// Esc is the sheet's own: shortcuts of the window work while a tool window has the focus.
    bool event(QEvent* event) override;

    [[nodiscard]] FilmOptions options() const;
    /// What the film is of.
    [[nodiscard]] AnimationSource source() const;

Q_SIGNALS:
    /// A film is to be made: setSubject() with what is there now, which may be another than when
    /// the sheet was opened.
    void subjectAsked();
    void saved(const QString& file);
    void failed(const QString& error);

private:
    void addContent(QVBoxLayout& layout);
    void addTiming(QVBoxLayout& layout);
    void addFoot(QVBoxLayout& layout);
    /// Whether there is something to film of it.
    [[nodiscard]] bool has(AnimationSource source) const;
    [[nodiscard]] FilmFormat format() const;
    /// Nothing where there is nothing to film as it is chosen.
    [[nodiscard]] FilmMaker maker() const;
    void showChoice();
    void predict();
    void ask();
    void showRunning(bool running);

    AskNewFile m_askFile;
    AnimationSubject m_subject;
    FilmJob* m_job;
    QTimer* m_settled;  ///< Predictions wait until nothing was changed for a moment.
    QComboBox* m_source;
    QWidget* m_paneBoxes;
    std::vector<QCheckBox*> m_panes;  ///< In the order of FilmPane.
    QSpinBox* m_perRow;
    QComboBox* m_chart;  ///< Where it lies.
    QComboBox* m_pace;
    QDoubleSpinBox* m_seconds;
    QDoubleSpinBox* m_hold;
    QSpinBox* m_rate;
    QSpinBox* m_width;
    QLineEdit* m_caption;
    QComboBox* m_format;
    QLabel* m_size;
    QProgressBar* m_progress;
    QPushButton* m_export;
    QPushButton* m_cancel;
};

}  // namespace sigscope::ui
