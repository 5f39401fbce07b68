#pragma once

#include <QWidget>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"
#include "ui/evaluate/evaluation_runs.h"
#include "ui/render/ordered_worker.h"
#include "ui/window/strip_entry.h"

class QListWidget;
class QListWidgetItem;
class QMenu;
class QPushButton;
class QToolButton;

namespace sigscope::ui {

struct LoggedResult;
class ResultLog;

/// Several pictures in a row, below the tabs: what the model takes each for, once it is computed,
/// whether that is right where the folder says the class, and DiffID of its map where that was
/// measured. Hidden while there are none.
class Filmstrip : public QWidget {
    Q_OBJECT

public:
    /// Both outlive the strip.
    Filmstrip(Engine& engine, ResultLog& log, QWidget* parent = nullptr);

    void setPictures(std::vector<StripPicture> pictures);
    /// Frames the picture that is shown elsewhere, if it is one of these.
    void setCurrent(const std::filesystem::path& file);
    /// What is asked of each picture when all are computed.
    void setRequest(const ExplainRequest& request) { m_request = request; }

    /// All of them, those that are hidden too.
    [[nodiscard]] std::vector<std::filesystem::path> files() const;

    /// What was measured of maps of these pictures; of others nothing changes.
    void showMeasured(const std::vector<EvaluatedMap>& maps);

    /// Lies in that order from now on: what is learnt later moves nothing.
    void sort(StripOrder order);

    /// To the next shown picture, or the one before with −1; nothing at the ends.
    void walk(int step);

    /// Computes all that were not yet, one after the other, behind what else is computed; again:
    /// stops.
    void toggleComputing();

    [[nodiscard]] QListWidget& list() { return *m_list; }

Q_SIGNALS:
    /// To be opened.
    void chosen(const std::filesystem::path& file);
    /// With Ctrl: those that are picked now.
    void picked(const std::vector<std::filesystem::path>& files);
    void closed();

private:
    [[nodiscard]] QWidget* makeControls();
    [[nodiscard]] QToolButton* makeSortButton();
    void decodeNext();
    void keepThumbnail(const std::filesystem::path& file, const QImage& picture);
    void showResult(const LoggedResult& result);
    void showEntry(std::size_t index);
    [[nodiscard]] std::vector<std::filesystem::path> selectedFiles() const;
    void click(QListWidgetItem* item);
    void choose(int row);
    void filter();
    [[nodiscard]] std::optional<std::size_t> nextUncomputed() const;
    void computeNext();
    void showPrediction();

    ResultLog& m_log;
    ExplainRequest m_request;
    std::vector<StripEntry> m_entries;  ///< As the list has them.
    std::filesystem::path m_current;
    std::optional<double> m_seconds;  ///< That the last result took.
    bool m_computing = false;
    QListWidget* m_list;
    QMenu* m_orders = nullptr;
    QToolButton* m_wrongOnly = nullptr;
    QPushButton* m_compute = nullptr;
    ComparisonRuns* m_runs;
    OrderedWorker m_decoder;
};

}  // namespace sigscope::ui
