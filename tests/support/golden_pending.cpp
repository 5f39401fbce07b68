#include "tests/support/golden_pending.h"

namespace sigscope::golden {

namespace {

constexpr const char* metrics = "with the metrics";
constexpr const char* architectures = "with the other architectures";

}  // namespace

const std::map<std::string, std::string>& pendingEntries() {
    static const std::map<std::string, std::string> entries{{"diffid", metrics},
                                                            {"resnet18", architectures},
                                                            {"resnet50", architectures},
                                                            {"vgg16", architectures},
                                                            {"googlenet", architectures},
                                                            {"inception_v3", architectures},
                                                            {"mobilenet_v2", architectures}};
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
