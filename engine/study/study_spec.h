#pragma once

#include <string>
#include <vector>

#include "engine/api/request_field.h"
#include "engine/api/study.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

/// What a study is, as JSON: all that its numbers depend on, models by SHA-256, pictures by name,
/// label and place of the object, the version of the program; not its shard, and not the device.
/// `pictures` are those of all shards. Throws Error where a model's weights cannot be read.
[[nodiscard]] std::string specOf(const StudyRequest& request,
                                 const std::vector<RequestField>& fields,
                                 const std::vector<LabelledPicture>& pictures);

/// What of two specs is not the same: "other metrics, models".
[[nodiscard]] std::string differenceOf(const std::string& spec, const std::string& other);

}  // namespace sigscope::study
