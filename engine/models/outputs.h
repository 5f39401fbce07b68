#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/api/run_observer.h"
#include "engine/error.h"
#include "engine/models/classifier.h"

namespace sigscope::models {

/// What a network's outputs may be said to be, as the catalogue lists it: logits, or probabilities.
[[nodiscard]] std::vector<Choice> outputChoices();

/// A program whose outputs look like probabilities, and nobody has said what they are. The message
/// names the flag; the question is for a form.
class UnknownOutputs : public Error {
public:
    UnknownOutputs(const std::string& message, OutputQuestion question)
        : Error(message), m_question(std::move(question)) {}

    [[nodiscard]] const OutputQuestion& question() const { return m_question; }

private:
    OutputQuestion m_question;
};

/// Settles what the outputs of a classifier's network are, by what is said of them. The logits are
/// taken from probabilities, so that no softmax is ever applied to one: ln p where the outputs add
/// up to 1, which is exact up to a constant that a softmax and differences do not see; ln p − ln(1
/// − p), the logit itself, where each is a probability of its own. Throws Error where they are no
/// probabilities although they are said to be, and UnknownOutputs where nothing is said of them and
/// they look like some: for points like pictures' and for others far from any picture alike they
/// lie between 0 and 1.
void settleOutputs(Classifier& classifier, const Preprocessing& preprocessing);

}  // namespace sigscope::models
