#include "ui/window/fuzzy_match.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sigscope::ui {

namespace {

constexpr int perLetter = 1;
constexpr int atWordStart = 6;
constexpr int besideLast = 5;
constexpr int nowhere = -1;  ///< No way to place the letters so far.

bool startsWord(const QString& text, qsizetype position) {
    return position == 0 || !text[position - 1].isLetterOrNumber();
}

}  // namespace

// Dynamic programming over the query's letters: best[i] is the best score of what was read of the
// query so far with its last letter at text[i].
std::optional<int> fuzzyScore(const QString& query, const QString& text) {
    std::vector<int> best;
    for (const QChar letter : query) {
        if (letter.isSpace()) continue;
        std::vector<int> next(static_cast<std::size_t>(text.size()), nowhere);
        int before = best.empty() ? 0 : nowhere;  // The best that ends left of here.
        for (qsizetype i = 0; i < text.size(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (letter.toLower() == text[i].toLower() && before != nowhere) {
                const bool beside = i > 0 && !best.empty() && best[at - 1] != nowhere;
                const int jump = before;
                const int step = beside ? best[at - 1] + besideLast : nowhere;
                next[at] =
                    std::max(jump, step) + perLetter + (startsWord(text, i) ? atWordStart : 0);
            }
            if (!best.empty()) before = std::max(before, best[at]);
        }
        best = std::move(next);
    }
    if (best.empty()) return 0;
    const int score = *std::ranges::max_element(best);
    if (score == nowhere) return std::nullopt;
    constexpr int worth = 100;  // Letters of length that one point outweighs.
    return worth * score - static_cast<int>(text.size());
}

}  // namespace sigscope::ui
