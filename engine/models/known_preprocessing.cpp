#include "engine/models/known_preprocessing.h"

#include <algorithm>

#include "engine/api/request_files.h"
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

/// Smaller inputs are those of data sets for which networks are built with fewer strides.
constexpr int smallInput = 64;

/// A proposal for all that a form asks. Strides are asked for where they are in doubt; there,
/// nearly all networks have neither of the published ones.
ParameterValues proposalOf(const Classifier& classifier, const std::string& doubt) {
    ParameterValues proposal = valuesOf(classifier.preprocessing);
    // A form offers it even where nothing is cut out so far.
    proposal["resize"] = std::int64_t{classifier.preprocessing.resize};
    if (doubt.empty())
        proposal.erase(stridesParameter);
    else
        proposal[stridesParameter] = nameOf(Strides::Neither);
    return proposal;
}

std::string sidecarName(const Classifier& classifier) {
    return sidecarFile(classifier.weightsFile).filename().string();
}

std::string stridesRemedy(const Classifier& classifier) {
    return "--strides " + namesOf(classifier.strideChoices, "|") +
           " (published: both; neither: as mostly for CIFAR)";
}

UnknownPreprocessing unknown(const Classifier& classifier, const ParameterValues& guesses,
                             const std::string& doubt) {
    const std::string choices = choicesText(guesses);
    const std::string also =
        doubt.empty() ? ""
                      : ". Say also which of its first layers halve the picture, because " + doubt +
                            ": " + stridesRemedy(classifier);
    return {classifier.weightsFile.string() + ": its preprocessing is unknown, because " +
                classifier.whyUnknown + ". Give what it was trained with" +
                (choices.empty() ? "" : " (" + choices + ")") + "; " + classifier.guessedFrom +
                " " + flagsText(preprocessingSpecs(), guesses) + " (or write it into " +
                sidecarName(classifier) + ")" + also,
            {classifier.whyUnknown + (doubt.empty() ? "" : "; and " + doubt),
             proposalOf(classifier, doubt)}};
}

UnknownPreprocessing unknownStrides(const Classifier& classifier, const std::string& doubt) {
    return {classifier.weightsFile.string() +
                ": which of its first layers halve the picture is unknown, because " + doubt +
                ". Give " + stridesRemedy(classifier) +
                ", or write \"strides\" into the preprocessing of " + sidecarName(classifier),
            {doubt, proposalOf(classifier, doubt)}};
}

/// The shorter side of a classifier's input.
int sideOf(const Classifier& classifier) {
    return std::min(classifier.preprocessing.inputSize.height,
                    classifier.preprocessing.inputSize.width);
}

/// Throws Error if the network takes inputs of one size alone, and these are others.
void requireOnlyInput(const Classifier& classifier) {
    const auto only = classifier.network->onlyInput();
    const PictureSize& size = classifier.preprocessing.inputSize;
    if (only == 0 || (size.height == only && size.width == only)) return;
    const std::string side = std::to_string(only);
    throw Error(classifier.weightsFile.string() + ": " + classifier.title + " takes inputs of " +
                side + " pixels alone, input-size is " + sizeText(size) + ": give --input-size " +
                side);
}

/// Throws Error if nothing would be left of the input before the network's end.
void requireInput(const Classifier& classifier) {
    if (!classifier.network) return;
    requireOnlyInput(classifier);
    const auto smallest = classifier.network->smallestInput();
    if (sideOf(classifier) >= smallest) return;
    throw Error(classifier.weightsFile.string() + ": " + classifier.title +
                " takes inputs of at least " + std::to_string(smallest) +
                " pixels, input-size is " + sizeText(classifier.preprocessing.inputSize) +
                ": give --input-size " + std::to_string(smallest) + " or more");
}

/// Throws Error if the colours' mean and standard deviation are of the other range: a mean beyond
/// white, or deviations of less than one level, which no pictures have.
void requireRange(const Classifier& classifier) {
    const Preprocessing& said = classifier.preprocessing;
    const bool isByte = said.range == PixelRange::Byte;
    const bool fits =
        isByte ? std::ranges::max(said.std) >= 1 : std::ranges::max(said.mean) <= said.white();
    if (fits) return;
    const std::string name = isByte ? "std" : "mean";
    throw Error(classifier.weightsFile.string() + ": " +
                flagsText(preprocessingSpecs(), {{name, valuesOf(said).at(name)}}) +
                " is not of the range " + (isByte ? "0..255" : "0..1") +
                ", but of the other: give " + "--range " + (isByte ? "0..1" : "0..255") +
                ", or other numbers");
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

std::string strideDoubtOf(const Classifier& classifier) {
    if (classifier.stridesGiven || classifier.strideChoices.size() < 2) return {};
    if (!classifier.strideDoubt.empty()) return classifier.strideDoubt;
    const int side = sideOf(classifier);
    if (side >= smallInput) return {};
    return "networks for inputs of " + std::to_string(side) +
           " pixels often have fewer strides than the published ones, and weights do not tell";
}

std::shared_ptr<const Classifier> withPreprocessing(
    const std::shared_ptr<const Classifier>& classifier, const ParameterValues& given) {
    auto changed = std::make_shared<Classifier>(*classifier);
    setPreprocessing(*changed, withValues(classifier->preprocessing, given));
    const ParameterValues guesses = guessesOf(*changed, given, classifier->preprocessing.fit);
    requireInput(*changed);
    const std::string doubt = strideDoubtOf(*changed);
    if (!guesses.empty()) throw unknown(*changed, guesses, doubt);
    if (!doubt.empty()) throw unknownStrides(*changed, doubt);
    requireRange(*changed);
    if (given.empty()) return classifier;
    changed->unknown.clear();
    return changed;
}

}  // namespace sigscope::models
