#include "engine/models/known_preprocessing.h"

#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"

namespace sigscope::models {

namespace {

UnknownPreprocessing unknown(const Classifier& classifier, const ParameterValues& guesses,
                             const ParameterValues& all) {
    return {classifier.weightsFile.string() + ": its preprocessing is unknown, because " +
                classifier.whyUnknown + ". Give what it was trained with; " +
                classifier.guessedFrom + " " + flagsText(preprocessingSpecs(), guesses) +
                " (or write it into " + sidecarFile(classifier.weightsFile).filename().string() +
                ")",
            {classifier.whyUnknown, all}};
}

}  // namespace

std::shared_ptr<const Classifier> withPreprocessing(
    const std::shared_ptr<const Classifier>& classifier, const ParameterValues& given) {
    if (given.empty() && classifier->unknown.empty()) return classifier;
    auto changed = std::make_shared<Classifier>(*classifier);
    const ParameterValues published = valuesOf(classifier->preprocessing);
    changed->preprocessing = withValues(classifier->preprocessing, given);
    ParameterValues guesses;
    for (const std::string& name : classifier->unknown)
        if (!given.contains(name)) guesses[name] = published.at(name);
    if (!guesses.empty()) throw unknown(*classifier, guesses, valuesOf(changed->preprocessing));
    changed->unknown.clear();
    return changed;
}

}  // namespace sigscope::models
