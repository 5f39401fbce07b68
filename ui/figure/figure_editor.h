#pragma once

#include <QWidget>
#include <filesystem>
#include <optional>

#include "engine/api/engine.h"
#include "ui/figure/figure_sources.h"
#include "ui/render/figure_contents.h"
#include "ui/render/ordered_worker.h"

class QHBoxLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace sigscope::ui {

class FigurePreview;
class FigureSettings;

/// The Figure view: kinds at the left, the figure at print size, its settings at the right. What is
/// exported are the bytes that `sigscope figure` writes.
class FigureEditor : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the editor.
    explicit FigureEditor(Engine& engine, QWidget* parent = nullptr);
    ~FigureEditor() override;

    /// What is shown elsewhere, of which figures are made.
    void setSubject(const ExplainRequest& request);

    /// Pictures of which a grid has a row each, while that of the subject is among them; fewer than
    /// two are none.
    void pick(std::vector<std::filesystem::path> pictures);

    /// Those that can be picked in the settings, beside that of the subject.
    void offerPictures(std::vector<std::filesystem::path> pictures);

    /// Picks it with those that are.
    void addPicture(const std::filesystem::path& picture);

    /// Looks once more for what has been computed elsewhere.
    void refresh();

    /// Shows a figure from a file, with its contents; until something else than its page is
    /// changed.
    void open(const OpenedFigure& opened);

    void setKind(PaperFigureKind kind);

    /// The figure that is shown; nothing where there is none yet.
    [[nodiscard]] const std::optional<PaperFigure>& figure() const { return m_figure; }
    [[nodiscard]] PrintOptions print() const;
    [[nodiscard]] FigureSettings& settings() { return *m_settings; }

Q_SIGNALS:
    /// A file of a picture is to be asked for, and added.
    void addPictureAsked();
    /// The figure is to be written to a file.
    void exportAsked();
    /// Whether there is a figure to export.
    void figureChanged(bool isThere);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// A text of the figure that was written over.
    struct EditedText {
        FigurePart part = FigurePart::Header;
        std::size_t index = 0;
        QString text;
    };

    /// Whether a page of a single column has room between the kinds and the settings.
    enum class Width { Roomy, Narrow };

    void assemble();
    void connectParts();
    [[nodiscard]] QWidget* makeKinds();
    [[nodiscard]] QWidget* makePreview();
    [[nodiscard]] QWidget* makeCaption();
    [[nodiscard]] QWidget* makeFoot();
    [[nodiscard]] Width widthFor(int pixels) const;
    void arrange(Width width);
    void usePictures(std::vector<std::filesystem::path> pictures);
    void changeContent();
    void changePage();
    void editText(FigurePart part, std::size_t index, const QString& text);
    void make();
    void showFigure(PaperFigure figure);
    void showNothing();
    void showState();

    ExplainRequest m_subject;
    std::optional<PaperFigure> m_opened;  ///< From a file, while it is shown.
    std::optional<PaperFigure> m_figure;
    std::vector<EditedText> m_texts;  ///< Of what is shown, until its content is another.
    FigureSources* m_sources;
    Width m_arranged = Width::Roomy;
    QVBoxLayout* m_column = nullptr;  ///< All parts, from top to bottom.
    QHBoxLayout* m_row = nullptr;     ///< The figure, and what is beside it.
    QListWidget* m_kinds = nullptr;
    FigurePreview* m_preview = nullptr;
    FigureSettings* m_settings;
    QScrollArea* m_side = nullptr;   ///< Of the settings.
    QLabel* m_empty = nullptr;       ///< Says why there is none, in its place.
    QScrollArea* m_paper = nullptr;  ///< Of the preview.
    QLabel* m_caption = nullptr;
    QPushButton* m_copy = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_compute = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_export = nullptr;
    OrderedWorker m_worker;  ///< Last: what it tells uses the others.
};

}  // namespace sigscope::ui
