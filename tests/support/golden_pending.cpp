#include "tests/support/golden_pending.h"

namespace sigscope::golden {

namespace {

constexpr const char* metrics = "with the metrics";

}  // namespace

const std::map<std::string, std::string>& pendingEntries() {
    static const std::map<std::string, std::string> entries{{"diffid", metrics}};
    return entries;
}

std::optional<std::string> pendingReason(const std::string& entry) {
    for (const auto& [beginning, reason] : pendingEntries())
        if (entry.starts_with(beginning) &&
            (entry.size() == beginning.size() || entry[beginning.size()] == '.' ||
             entry[beginning.size()] == '/'))
            return reason;
    return std::nullopt;
}

}  // namespace sigscope::golden
