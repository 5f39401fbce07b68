#pragma once

#include <QImage>
#include <QWidget>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"
#include "ui/render/ordered_worker.h"
#include "ui/window/strip_pictures.h"

class QListWidget;
class QListWidgetItem;
class QPushButton;
class QToolButton;

namespace sigscope::ui {

struct LoggedResult;
class ResultLog;

/// Several pictures in a row, below the tabs: what the model takes each for, once it is computed,
/// and whether that is right where the folder says the class. Hidden while there are none.
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

    /// To the next shown picture, or the one before with −1; nothing at the ends.
    void walk(int step);

    /// Computes all that were not yet, one after the other, behind what else is computed; again:
    /// stops.
    void toggleComputing();

    [[nodiscard]] QListWidget& list() { return *m_list; }

Q_SIGNALS:
    /// To be opened.
    void chosen(const std::filesystem::path& file);
    /// With Ctrl: to be compared, at least two.
    void picked(const std::vector<std::filesystem::path>& files);
    void closed();

private:
    [[nodiscard]] QWidget* makeControls();
    void decodeNext();
    void showThumbnail(std::size_t index, const QImage& picture);
    void showResult(const LoggedResult& result);
    void click(QListWidgetItem* item);
    void choose(int row);
    void filter();
    [[nodiscard]] std::optional<std::size_t> nextUncomputed() const;
    void computeNext();
    void showPrediction();

    ResultLog& m_log;
    ExplainRequest m_request;
    std::vector<StripPicture> m_pictures;
    std::size_t m_decoded = 0;
    std::filesystem::path m_current;
    std::optional<double> m_seconds;  ///< That the last result took.
    bool m_computing = false;
    std::vector<bool> m_tried;  ///< In this round of computing.
    QListWidget* m_list;
    QToolButton* m_wrongOnly = nullptr;
    QPushButton* m_compute = nullptr;
    ComparisonRuns* m_runs;
    OrderedWorker m_decoder;
};

}  // namespace sigscope::ui
