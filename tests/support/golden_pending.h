#pragma once

#include <map>
#include <optional>
#include <string>

namespace sigscope::golden {

/// The golden entries that are not compared yet, by their names' beginning, each with the work that
/// will build them. This list only ever shrinks.
[[nodiscard]] const std::map<std::string, std::string>& pendingEntries();

/// Why `entry` ("sig.cosine", "big.prob/path") is not compared yet; nothing if it is to be. A
/// beginning counts up to a dot, a slash or the end of the name.
[[nodiscard]] std::optional<std::string> pendingReason(const std::string& entry);

}  // namespace sigscope::golden
