#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/map_flags.h"
#include "app/roar_flags.h"
#include "app/study_options.h"

namespace sigscope::app {

/// The options of `sigscope study`. Must outlive the parsing.
class StudyFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    StudyFlags(CLI::App& command, const Catalogue& catalogue);

    /// Throws std::invalid_argument naming the flag.
    [[nodiscard]] StudyOptions options() const;

private:
    void addDataset();
    void addMerge(CLI::App& command);
    void addReport(CLI::App& command);
    void addSubmit(CLI::App& command);
    void setDataset(StudyRequest& request) const;
    [[nodiscard]] StudyRequest request() const;

    CLI::App& m_run;
    StudyOptions m_options;
    std::vector<Choice> m_layouts = datasetLayouts();
    MapFlags m_maps;
    RoarFlags m_roar;
    std::string m_dataset;
    std::string m_layout = "auto";
    std::vector<std::string> m_models{ExplainRequest().model};
    std::string m_target = "label";
    std::optional<int> m_limit;
    std::int64_t m_seed = 0;
    std::string m_shard = "1/1";
    bool m_keepMaps = false;
    bool m_dryRun = false;
    CLI::App* m_merge = nullptr;
    CLI::App* m_report = nullptr;
    CLI::App* m_submit = nullptr;
};

}  // namespace sigscope::app
