#include "engine/models/known_preprocessing.h"

#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"

namespace sigscope::models {

namespace {

/// "--interpolation bicubic|bilinear, ..." of the choices among `values`.
std::string choicesText(const ParameterValues& values) {
    std::string text;
    for (const ParameterSpec& spec : preprocessingSpecs()) {
        if (spec.kind != ParameterSpec::Kind::Choice || !values.contains(spec.name)) continue;
        std::string names;
        for (const Choice& choice : spec.choices) names += (names.empty() ? "" : "|") + choice.name;
        text += (text.empty() ? "--" : ", --") + spec.name + " " + names;
    }
    return text;
}

UnknownPreprocessing unknown(const Classifier& classifier, const ParameterValues& guesses) {
    const std::string choices = choicesText(guesses);
    ParameterValues all = valuesOf(classifier.preprocessing);
    // A form offers it even where nothing is cut out so far.
    all["resize"] = std::int64_t{classifier.preprocessing.resize};
    return {classifier.weightsFile.string() + ": its preprocessing is unknown, because " +
                classifier.whyUnknown + ". Give what it was trained with" +
                (choices.empty() ? "" : " (" + choices + ")") + "; " + classifier.guessedFrom +
                " " + flagsText(preprocessingSpecs(), guesses) + " (or write it into " +
                sidecarFile(classifier.weightsFile).filename().string() + ")",
            {classifier.whyUnknown, all}};
}

/// What of the classifier's preprocessing nobody has said, with its guess. `before` is the fit
/// without what was given.
ParameterValues guessesOf(const Classifier& classifier, const ParameterValues& given, Fit before) {
    ParameterValues guesses;
    // Either of these two says how proportions are dealt with.
    const bool cropped = given.contains("resize");
    const bool newlyCropped = before == Fit::Squash;
    for (const auto& [name, value] : valuesOf(classifier.preprocessing)) {
        const bool unsaid = classifier.unknown.contains(name) || (name == "resize" && newlyCropped);
        if (unsaid && !given.contains(name) && !(name == "fit" && cropped)) guesses[name] = value;
    }
    return guesses;
}

}  // namespace

std::shared_ptr<const Classifier> withPreprocessing(
    const std::shared_ptr<const Classifier>& classifier, const ParameterValues& given) {
    if (given.empty() && classifier->unknown.empty()) return classifier;
    auto changed = std::make_shared<Classifier>(*classifier);
    setPreprocessing(*changed, withValues(classifier->preprocessing, given));
    const ParameterValues guesses = guessesOf(*changed, given, classifier->preprocessing.fit);
    if (!guesses.empty()) throw unknown(*changed, guesses);
    changed->unknown.clear();
    return changed;
}

}  // namespace sigscope::models
