#pragma once

#include <memory>

#include "engine/api/run_observer.h"
#include "engine/error.h"
#include "engine/models/classifier.h"

namespace sigscope::models {

/// A model of which nobody has said how pictures become its input. The message names the flags; the
/// question is for a form.
class UnknownPreprocessing : public Error {
public:
    UnknownPreprocessing(const std::string& message, PreprocessingQuestion question)
        : Error(message), m_question(std::move(question)) {}

    [[nodiscard]] const PreprocessingQuestion& question() const { return m_question; }

private:
    PreprocessingQuestion m_question;
};

/// Why the network's strides have to be said, part of a sentence: its tensors, its file's name or
/// the size of its inputs speak against the published ones. Empty if they need not.
[[nodiscard]] std::string strideDoubtOf(const Classifier& classifier);

/// `classifier` with what `given` says of its preprocessing, which goes before all else. Throws
/// UnknownPreprocessing if parts of it are still unknown, or the network's strides, never filling
/// them with guesses, and Error for values that make no sense or inputs too small for the network.
/// Strides must be those that it was built with (ModelChoice::preprocessing).
[[nodiscard]] std::shared_ptr<const Classifier> withPreprocessing(
    const std::shared_ptr<const Classifier>& classifier, const ParameterValues& given);

}  // namespace sigscope::models
