#include "engine/study/class_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

#include "engine/api/explain_request.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"

namespace sigscope::study {

namespace {

using Indices = std::map<std::string, std::int64_t>;  ///< By WordNet id.

/// Of the lines "index, WordNet id, names" that readLabels() takes the names of.
Indices readWordNetIds() {
    const auto bytes =
        readFileBytes(models::resourceFolder() / "labels" / "imagenet.tsv", models::besideModel);
    std::istringstream lines(std::string(bytes.begin(), bytes.end()));
    Indices indices;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        std::int64_t index = 0;
        std::string id;
        if (cells >> index >> id) indices[id] = index;
    }
    return indices;
}

}  // namespace

bool isWordNetId(const std::string& name) {
    return name.size() == 9 && name.front() == 'n' &&
           std::all_of(name.begin() + 1, name.end(),
                       [](unsigned char c) { return std::isdigit(c); });
}

std::string targetOf(const std::string& className) {
    if (isWordNetId(className)) {
        static const Indices indices = readWordNetIds();
        if (const auto found = indices.find(className); found != indices.end())
            return classOfIndex(found->second);
    }
    std::string name = className;
    std::ranges::replace(name, '_', ' ');
    return name;
}

}  // namespace sigscope::study
