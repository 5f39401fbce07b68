#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/synthetic.h"

namespace sigscope::golden {

std::vector<NamedShape> storedShapes(const std::string& name) {
    const auto file =
        std::filesystem::path(SIGSCOPE_TEST_DATA) / "architectures" / (name + ".json");
    std::vector<NamedShape> shapes;
    const auto json = nlohmann::json::parse(std::ifstream(file));
    for (const auto& [key, shape] : json.at("shapes").items())
        shapes.push_back({key, shape.get<std::vector<std::int64_t>>()});
    return shapes;
}

}  // namespace sigscope::golden
