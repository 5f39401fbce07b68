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

/// `classifier` with what `given` says of its preprocessing, which goes before all else. Throws
/// UnknownPreprocessing if parts of it are still unknown, never filling them with guesses, and
/// Error for values that make no sense.
[[nodiscard]] std::shared_ptr<const Classifier> withPreprocessing(
    const std::shared_ptr<const Classifier>& classifier, const ParameterValues& given);

}  // namespace sigscope::models
