#pragma once

#include <QDate>
#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/recipe.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// What the file of a result gives.
struct ReadResult {
    std::filesystem::path file;
    std::vector<std::filesystem::path> folders;  ///< Where its files were looked for, beside it.
    Outcome<Recipe> recipe;
    /// The recipe's request with its files; absent where there is no recipe.
    std::optional<Outcome<RestoredRequest>> request{};
    /// What the file holds of the result; null of a recipe alone, and of curves.
    std::shared_ptr<const Explanation> result{};
    QDate saved{};  ///< When the file was written; a recipe does not tell.
};

/// The recipe's request with the names of its files, which were not found.
[[nodiscard]] ExplainRequest namedRequest(const Recipe& recipe);

/// Reads files of results, and looks for the files that they name, on a thread of its own: hashing
/// pictures and models takes its time. Only the newest counts.
class ResultReading : public QObject {
    Q_OBJECT

public:
    /// `catalogue` outlives this.
    explicit ResultReading(const Catalogue& catalogue, QObject* parent = nullptr);

    void start(std::filesystem::path file, std::vector<std::filesystem::path> folders);

    /// Of what was started, nothing is delivered any more.
    void forget() { m_worker.forget(); }

Q_SIGNALS:
    void finished(std::shared_ptr<const sigscope::ui::ReadResult> read);

private:
    const Catalogue& m_catalogue;
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
