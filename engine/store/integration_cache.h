#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/integration_benchmark.h"

namespace sigscope::store {

/// The map on so many even nodes.
struct EvenMap {
    int evaluations = 0;
    Array map;  ///< [1, H, W]: channels summed.

    bool operator==(const EvenMap&) const = default;
};

/// Keeps exact maps (.npz) and finished cases (.json) of the integration benchmark in a folder. A
/// key is the text of all that decides what is kept under it; a file is named by its SHA-256.
class IntegrationCache {
public:
    /// Makes the folder; an empty name keeps nothing. Throws Error naming it.
    explicit IntegrationCache(std::filesystem::path folder);

    /// The even maps of that key, each of `height` × `width`, the exact one last. Nothing if there
    /// are none, or what is there cannot be read: it is computed anew. Likewise below.
    [[nodiscard]] std::optional<std::vector<EvenMap>> maps(const std::string& key, int height,
                                                           int width) const;
    /// At least one, all of one size. Throws Error naming the file. Likewise below.
    void keepMaps(const std::string& key, const std::vector<EvenMap>& maps) const;

    [[nodiscard]] std::optional<IntegrationCase> result(const std::string& key) const;
    void keepResult(const std::string& key, const IntegrationCase& result) const;

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& key, const char* ending) const;

    std::filesystem::path m_folder;
};

}  // namespace sigscope::store
