#pragma once

#include <string>

namespace sigscope::study {

/// What a data set calls a class, as ExplainRequest::target. The WordNet id of one of ImageNet's
/// thousand classes ("n02123045") is its index; anything else stays: an index, or a name with
/// spaces in place of underscores.
[[nodiscard]] std::string targetOf(const std::string& className);

/// Whether it is of the form of a WordNet id of a noun: "n02123045".
[[nodiscard]] bool isWordNetId(const std::string& name);

}  // namespace sigscope::study
