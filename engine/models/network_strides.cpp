#include "engine/models/network_strides.h"

#include <algorithm>
#include <cctype>

#include "engine/error.h"
#include "engine/models/preprocessing_fields.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope::models {

namespace {

/// What of a network a file's name can speak of and weights cannot.
std::string doubtOf(const std::filesystem::path& file) {
    std::string name = file.filename().string();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* word : {"cifar", "caffe", "dilat", "atrous", "deeplab", "blurpool",
                             "antialias", "resnetblur", "resnetaa"})
        if (name.find(word) != std::string::npos)
            return std::string("its name speaks of '") + word +
                   "', and weights tell nothing of strides, dilation and blur pools";
    return {};
}

void requireKnownStrides(const Classifier& classifier) {
    const Strides strides = classifier.preprocessing.strides;
    if (std::ranges::find(classifier.strideChoices, strides) != classifier.strideChoices.end())
        return;
    throw Error(classifier.weightsFile.string() + ": strides: '" + nameOf(strides) +
                "' is not known of " + classifier.title + ", only " +
                namesOf(classifier.strideChoices, ", "));
}

}  // namespace

void settleStrides(Classifier& classifier, const Sidecar& sidecar, const ParameterValues& given,
                   const std::string& doubt) {
    const auto said = given.find(stridesParameter);
    if (said != given.end())
        classifier.preprocessing = withValues(classifier.preprocessing, {*said});
    classifier.stridesGiven =
        said != given.end() || sidecar.preprocessing.contains(stridesParameter);
    const bool choice = classifier.strideChoices.size() > 1;
    if (choice && !classifier.stridesGiven)
        classifier.strideDoubt = doubt.empty() ? doubtOf(classifier.weightsFile) : doubt;
    requireKnownStrides(classifier);
}

}  // namespace sigscope::models
