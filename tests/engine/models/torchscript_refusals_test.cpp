// Models that are programs: refused before anything of them runs, or in one line.

#include "tests/engine/models/script_models.h"

using namespace sigscope;
using namespace sigscope::models;

TEST_CASE("torchscript: nothing of a program is even read unless it is allowed", "[quick]") {
    const TemporaryFolder folder;
    CHECK(holdsModelCode(goldenProgram()));
    const std::string wanted = "is TorchScript, a program that would run with your rights";
    const auto refused = [&](const fs::path& file) {
        const std::string message = refusal(ModelChoice{file.string()});
        CHECK_THAT(message, Contains(wanted) && Contains("--allow-torchscript"));
        // What is known of its preprocessing makes no difference.
        CHECK(refusal({file.string(), ModelCode::Refused, allSaid()}) == message);
    };
    refused(goldenProgram());
    for (const char* part : {"code/__torch__/common.py", "data.pkl", "constants.pkl"}) {
        INFO(part);
        const fs::path file = damaged(part, folder.path() / "damaged.pt");
        CHECK(holdsModelCode(file));
        refused(file);
    }
    // It would never return.
    writeScript(folder.path() / "endless.pt", R"(
def __getstate__(self) -> int:
    return 0
def __setstate__(self, state: int) -> None:
    while True:
        pass
def forward(self, x):
    while True:
        x = x + 1
    return x
)");
    refused(folder.path() / "endless.pt");
    // Allowed, but without its preprocessing: the question comes before it is loaded.
    CHECK_THAT(refusal({(folder.path() / "endless.pt").string(), ModelCode::Allowed}),
               Contains("its preprocessing is unknown"));
}

TEST_CASE("torchscript: weights are none", "[quick]") {
    for (const fs::path& file : golden::files(golden::Kind::Weights))
        CHECK_FALSE(holdsModelCode(file));
    CHECK_FALSE(holdsModelCode("efficientnet-lite0"));
    CHECK_FALSE(holdsModelCode(SIGSCOPE_TEST_DATA));
}

TEST_CASE("torchscript: what is no classifier is refused in one line", "[quick]") {
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [2, 3]).unsqueeze(2)")),
               Contains("returns [1,3,1] for inputs [1,3,32,32]; logits [1,K] are wanted"));
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [1, 2, 3])")), Contains("returns [1] for"));
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [0, 2, 3]).unsqueeze(1)")),
               Contains("returns [3,1] for"));
    CHECK_THAT(refusalOf(forward("return 'cat'")), Contains("it returns String, a tensor"));
    CHECK_THAT(refusalOf(forward("return {'logits': x}")), Contains("it returns GenericDict"));
    CHECK_THAT(refusalOf(forward("return torch.argmax(x, 1)")), Contains("it returns Tensor"));
    CHECK_THAT(refusalOf(forward("return torch.zeros([1, 5])")), Contains("has no gradient"));
    CHECK_THAT(refusalOf(forward("return torch.linear(x, self.weight)")),
               Contains("its forward failed on inputs [1,3,32,32]: "));
    CHECK_THAT(refusalOf(forward("assert x.size(1) == 4, 'no luck'\n    return x")),
               Contains("no luck"));
    CHECK_THAT(refusalOf("\ndef backward(self, x):\n    return x\n"), Contains("forward"));
}

TEST_CASE("torchscript: what was saved in training mode is refused", "[quick]") {
    const auto pooled = [](const std::string& maps) {
        return forward("return torch.linear(torch.mean(" + maps + ", [2, 3]), self.weight)");
    };
    // As tracing writes them: whether it trains is a constant.
    CHECK_THAT(refusalOf(pooled("torch.dropout(x, 0.5, True)")),
               Contains("net.pt: answers otherwise each time it is asked the same, as with "
                        "dropout: save it after model.eval()"));
    const std::string norm =
        "torch.relu(torch.batch_norm(x, None, None, None, None, True, 0.1, "
        "1e-05, False))";
    CHECK_THAT(refusalOf(pooled(norm)),
               Contains("net.pt: answers a picture otherwise beside another one, as with the "
                        "statistics of a batch: save it after model.eval()"));
    CHECK(refusalOf(pooled("torch.dropout(x, 0.5, False)")).empty());
    // Where there is one picture at a time, none is beside it.
    CHECK(refusalOf(pooled("x.view(1, 3, 32, 32)")).empty());
}

TEST_CASE("torchscript: another size than it was loaded for is refused by name", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "net.pt";
    writeScript(file, forward("return torch.linear(torch.flatten(x, 2).mean(1)[:, :3], "
                              "torch.cat([self.weight] * (x.size(2) // 16)))"));
    const auto classifier = allowed(file);
    CHECK(classifier->network->classCount() == 10);
    CHECK_THROWS_WITH(classifier->network->logits(at::zeros({2, 3, 48, 48})),
                      Contains("net.pt: returns [2,15] for inputs [2,3,48,48]; logits [2,10] are"));
}

TEST_CASE("torchscript: damaged archives are refused in one line", "[quick]") {
    const TemporaryFolder folder;
    const fs::path copy = folder.path() / "damaged.pt";
    for (const char* part : {"code/__torch__/common.py", "data.pkl"}) {
        INFO(part);
        CHECK_THAT(refusal(damaged(part, copy)), Contains("cannot be loaded: "));
    }
    fs::copy_file(goldenProgram(), copy, fs::copy_options::overwrite_existing);
    fs::resize_file(copy, 9000);
    CHECK_THAT(refusal(copy), Contains("damaged or truncated zip archive"));
}
