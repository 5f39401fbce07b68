#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/figure/figure_sources.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace sigscope::ui {

class LabelledRow;
class PageSettings;
class PictureChoice;

/// What can be set of a figure: what it shows, and the page it is printed on. What a kind does not
/// have is hidden.
class FigureSettings : public QWidget {
    Q_OBJECT

public:
    /// `catalogue` outlives this.
    explicit FigureSettings(const Catalogue& catalogue, QWidget* parent = nullptr);

    /// With the usual methods, places and width of that kind.
    void setKind(PaperFigureKind kind);

    /// A figure that was opened: its page, and nothing of what it was made of.
    void showPage(const PaperFigure& figure, const PrintOptions& print);

    /// Another line above the figure.
    void setHeading(const QString& heading);

    [[nodiscard]] FigureChoice choice() const;

    /// Gives the focus to what that part of the figure is set by, and returns it.
    QWidget* select(FigurePart part);

    /// Of which pictures a grid is.
    [[nodiscard]] PictureChoice& pictures() { return *m_pictures; }

    /// Puts what makes a column at the place of another; nothing where columns have their order.
    void moveColumn(std::size_t from, std::size_t to);

    /// Why the figure cannot be made as it stands; empty if it can.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    /// What the figure shows is to be another.
    void contentChanged();
    /// The page alone is.
    void pageChanged();

private:
    LabelledRow* addRow(const QString& label, QWidget* input, const QString& help);
    void addContent();
    [[nodiscard]] QWidget* inputOf(FigurePart part) const;
    /// The names in the field of methods; those that are none are kept as they are.
    [[nodiscard]] std::vector<std::string> methods() const;
    /// Likewise of a grid's models, of those that are called so.
    [[nodiscard]] std::vector<std::string> models() const;
    [[nodiscard]] const ModelSpec* modelCalled(const QString& name) const;
    [[nodiscard]] std::vector<double> alphas() const;

    const Catalogue& m_catalogue;
    PaperFigureKind m_kind = PaperFigureKind::Strips;
    PictureChoice* m_pictures;
    QLineEdit* m_methods;
    QLineEdit* m_models;
    QLineEdit* m_alphas;
    QComboBox* m_places;
    QComboBox* m_objective;
    QSpinBox* m_resolution;
    QComboBox* m_maps;
    QComboBox* m_scale;
    PageSettings* m_page;
    LabelledRow* m_picturesRow = nullptr;
    LabelledRow* m_modelsRow = nullptr;
    LabelledRow* m_alphasRow = nullptr;
    LabelledRow* m_placesRow = nullptr;
    LabelledRow* m_objectiveRow = nullptr;
    LabelledRow* m_resolutionRow = nullptr;
    LabelledRow* m_mapsRow = nullptr;
    LabelledRow* m_scaleRow = nullptr;
};

}  // namespace sigscope::ui
