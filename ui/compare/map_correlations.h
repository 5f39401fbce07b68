#pragma once

#include <QObject>
#include <QStringList>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/rank_correlation.h"
#include "ui/compare/comparison_runs.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// How much the whole maps of a comparison agree, each two of them: on a thread of its own, as
/// ranking ten maps takes as long as several frames.
class MapCorrelations : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of those of `columns` whose maps are whole; nothing where these are the same as before.
    void correlate(const std::vector<ComparedColumn>& columns, Correlation correlation);

    /// Where the column of a row of the matrix is. Nothing if there is none: a matrix may be of a
    /// moment before a column went.
    [[nodiscard]] std::optional<std::size_t> columnOf(int row) const;

Q_SIGNALS:
    /// The columns' titles, and a row and a column of the matrix for each.
    void ready(const QStringList& titles, const sigscope::CorrelationMatrix& matrix);

private:
    std::vector<std::shared_ptr<const Explanation>> m_explanations;
    std::vector<std::size_t> m_columns;
    Correlation m_correlation = Correlation::Spearman;
    OrderedWorker m_worker;  ///< Last: what it tells is for the others.
};

}  // namespace sigscope::ui
