#pragma once

#include <QString>
#include <optional>

namespace sigscope::ui {

/// How well `query` fits `text`: nothing unless its letters are in `text` in this order, whatever
/// their case and whatever lies between them. More for letters at the beginning of words and for
/// letters beside each other, less for long texts. An empty query fits all alike.
[[nodiscard]] std::optional<int> fuzzyScore(const QString& query, const QString& text);

}  // namespace sigscope::ui
