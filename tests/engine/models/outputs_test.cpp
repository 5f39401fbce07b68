// What a program's outputs are: noticed, asked for, and taken at the user's word.

#include "engine/models/outputs.h"
#include "tests/engine/models/script_models.h"

using namespace sigscope;
using namespace sigscope::models;
using sigscope::testing::relativeError;

namespace {

std::string scores() {
    return "torch.linear(torch.mean(x, [2, 3]), self.weight * 3.0)";
}

/// A program that returns `expression`, and what is said of its outputs.
std::shared_ptr<const Classifier> loaded(const std::string& expression, const std::string& output,
                                         Precision precision = Precision::Float32) {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", forward("return " + expression));
    return loadClassifier(
        {(folder.path() / "net.pt").string(), ModelCode::Allowed, allSaid(), output}, c10::kCPU,
        precision);
}

bool isAskedFor(const std::string& expression, Precision precision = Precision::Float32) {
    try {
        static_cast<void>(loaded(expression, "", precision));
        return false;
    } catch (const UnknownOutputs& unknown) {
        CHECK_THAT(unknown.what(), Contains("net.pt: ") && Contains("--output probabilities"));
        CHECK_THAT(unknown.question().reason, Contains("between 0 and 1"));
        return true;
    }
}

}  // namespace

TEST_CASE("outputs: what stays between 0 and 1 is asked for, what merely lies there is not",
          "[quick]") {
    for (const Precision precision : {Precision::Float32, Precision::Float64, Precision::Bf16}) {
        CHECK(isAskedFor("torch.softmax(" + scores() + ", 1)", precision));
        CHECK(isAskedFor("torch.sigmoid(" + scores() + ")", precision));
    }
    CHECK(isAskedFor("torch.sigmoid(" + scores() + ")[:, :1]"));
    CHECK_FALSE(isAskedFor(scores()));
    CHECK_FALSE(isAskedFor("torch.log_softmax(" + scores() + ", 1)"));
    // Logits that lie there for every picture.
    CHECK_FALSE(isAskedFor(scores() + " * 0.01 + 0.5"));
    CHECK_FALSE(isAskedFor("(" + scores() + " * 0.01 + 0.5)[:, :1]"));
}

TEST_CASE("outputs: the logits behind probabilities are those, up to a softmax's constant",
          "[quick]") {
    const auto plain = loaded(scores(), "", Precision::Float64);
    const Answer exact = answerOf(*plain);
    const auto softmax =
        loaded("torch.softmax(" + scores() + ", 1)", "probabilities", Precision::Float64);
    CHECK(softmax->outputs == Outputs::Exclusive);
    const Answer ofSoftmax = answerOf(*softmax);
    CHECK(relativeError(ofSoftmax.logits, exact.logits.log_softmax(1)) < 1e-13);
    const auto sigmoid =
        loaded("torch.sigmoid(" + scores() + ")", "probabilities", Precision::Float64);
    CHECK(sigmoid->outputs == Outputs::Independent);
    // The difference of logarithms cancels some digits.
    CHECK(relativeError(answerOf(*sigmoid).logits, exact.logits) < 1e-12);
    CHECK(relativeError(answerOf(*sigmoid).gradient, exact.gradient) < 1e-12);
    CHECK(loaded("torch.softmax(" + scores() + ", 1)", "logits")->outputs == Outputs::Logits);
    CHECK_THROWS_WITH(loaded(scores(), "probabilities"),
                      Contains("net.pt: its outputs do not lie"));
}

TEST_CASE("outputs: probabilities of exactly 0 leave no gradient that is not a number", "[quick]") {
    const auto network = loaded("torch.softmax(" + scores() + " * 1000.0, 1)", "probabilities");
    const at::AutoGradMode gradients(true);
    const at::Tensor input = at::full({1, 3, 32, 32}, 0.7).requires_grad_();
    const at::Tensor logits = network->network->logits(input);
    REQUIRE(logits.isinf().any().item<bool>());
    const at::Tensor p = logits.to(at::kDouble).softmax(1).select(1, 0);
    CHECK(torch::autograd::grad({p.sum()}, {input}).front().isfinite().all().item<bool>());
}

TEST_CASE("outputs: a sidecar may say what they are", "[quick]") {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", forward("return torch.softmax(" + scores() + ", 1)"));
    (void)folder.write("net.json", R"({"output": "probabilities"})");
    const ModelChoice choice{(folder.path() / "net.pt").string(), ModelCode::Allowed, allSaid()};
    const auto classifier = loadClassifier(choice, c10::kCPU, Precision::Float32);
    CHECK(classifier->output == "probabilities");
    CHECK(classifier->outputs == Outputs::Exclusive);
    (void)folder.write("net.json", R"({"output": "shares"})");
    CHECK_THROWS_WITH(loadClassifier(choice, c10::kCPU, Precision::Float32),
                      Contains("net.json: output: shares is neither logits nor"));
}
