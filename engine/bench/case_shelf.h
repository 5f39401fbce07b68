#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/integration_benchmark.h"
#include "engine/bench/integration_maps.h"

namespace sigscope::bench {

/// Keeps exact maps and finished cases of the integration benchmark in a folder. Names are SHA-256
/// of what they were made from.
class CaseShelf {
public:
    /// Makes the folder; an empty name keeps nothing. Throws Error naming it.
    explicit CaseShelf(std::filesystem::path folder);

    /// The even maps made from `content`, the exact one last; nothing if there are none, or what is
    /// there cannot be read.
    [[nodiscard]] std::optional<std::vector<MapSoFar>> maps(const std::string& content) const;
    void keepMaps(const std::string& content, const std::vector<MapSoFar>& maps) const;

    [[nodiscard]] std::optional<IntegrationCase> result(const std::string& content) const;
    void keepResult(const std::string& content, const IntegrationCase& result) const;

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& content,
                                               const char* ending) const;
    void write(const std::filesystem::path& file, std::string_view bytes) const;

    std::filesystem::path m_folder;
};

}  // namespace sigscope::bench
