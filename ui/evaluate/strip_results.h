#pragma once

#include <QStringList>
#include <QWidget>

#include "engine/api/catalogue.h"
#include "engine/api/table.h"
#include "ui/evaluate/strip_evaluation.h"

class QLabel;
class QTableWidget;

namespace sigscope::ui {

class MeanTable;

/// What was measured over the filmstrip: the means of each map, and below them a row for each
/// picture, with the score that the means are sorted by.
class StripResults : public QWidget {
    Q_OBJECT

public:
    /// Shows `evaluation`; methods have the pens that `catalogue` gives them. Both outlive it.
    StripResults(const StripEvaluation& evaluation, const Catalogue& catalogue,
                 QWidget* parent = nullptr);

    /// What there is now.
    void refresh();
    /// To the clipboard: the pictures if their table has the focus, else the means.
    void copyAs(TableFormat format) const;

    [[nodiscard]] MeanTable& means() { return *m_means; }
    [[nodiscard]] QTableWidget& pictures() { return *m_pictures; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeTables();
    void arrange();
    void fillPictures();
    void fillPicture(int row);
    void setColumns(const QStringList& titles);
    /// Of the pictures' table: that of the means, DiffID for the methods' names.
    [[nodiscard]] ScoreColumn shownScore() const;

    const StripEvaluation& m_evaluation;
    const Catalogue& m_catalogue;
    QLabel* m_meansTitle = nullptr;
    MeanTable* m_means = nullptr;
    QLabel* m_picturesTitle = nullptr;
    QTableWidget* m_pictures = nullptr;
};

}  // namespace sigscope::ui
