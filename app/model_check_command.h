#pragma once

#include <string>
#include <vector>

#include "app/exit_status.h"
#include "engine/api/model_report.h"

namespace sigscope::app {

/// `sigscope models check FILE`: prints what the file holds, or complains why it cannot be used.
/// `preprocessing` is the catalogue's. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus runModelCheck(const std::string& nameOrFile,
                                       const std::vector<ParameterSpec>& preprocessing);

/// What it prints.
[[nodiscard]] std::string modelReportText(const ModelReport& report,
                                          const std::vector<ParameterSpec>& preprocessing);

}  // namespace sigscope::app
