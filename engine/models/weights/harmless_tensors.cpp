#include "engine/models/weights/harmless_tensors.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace sigscope::models {

namespace {

/// A kind is told by a word in the name of the outermost module.
struct HarmlessKind {
    std::string title;
    std::vector<std::string_view> words;
};

const HarmlessKind& averages() {
    static const HarmlessKind kind{"a running average of the weights",
                                   {"ema", "swa", "averaged", "average", "avg"}};
    return kind;
}

const HarmlessKind& trainingState() {
    static const HarmlessKind kind{
        "the training's state",
        {"optimizer", "optimizers", "optimiser", "optim", "scheduler", "schedulers", "rng"}};
    return kind;
}

const std::vector<HarmlessKind>& kinds() {
    static const std::vector<HarmlessKind> all{
        averages(),
        trainingState(),
        {"an auxiliary head", {"aux", "aux1", "aux2", "auxlogits", "auxiliary"}},
        {"a loss", {"criterion", "criterions", "loss", "losses"}}};
    return all;
}

const HarmlessKind& metrics() {
    static const HarmlessKind kind{
        "a metric",
        {"metric", "metrics", "acc", "acc1", "acc5", "accuracy", "top1", "top5", "f1", "auroc",
         "auc", "ap", "precision", "recall", "specificity", "confmat", "kappa", "mcc", "best"}};
    return kind;
}

/// In lower case, parted by dots and underscores.
std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> words(1);
    for (const unsigned char c : name) {
        if (c == '.' || c == '_')
            words.emplace_back();
        else
            words.back().push_back(static_cast<char>(std::tolower(c)));
    }
    return words;
}

bool isOf(const HarmlessKind& kind, std::string_view module) {
    return std::ranges::any_of(wordsOf(module), [&kind](const std::string& word) {
        return std::ranges::find(kind.words, word) != kind.words.end();
    });
}

std::string lastPart(const std::string& name) {
    return name.substr(name.rfind('.') + 1);
}

}  // namespace

std::optional<std::string> harmlessKind(const std::string& name, const at::Tensor& tensor) {
    if (tensor.numel() <= 1 && !tensor.is_floating_point()) return "a counter";
    if (normaliserPart(name, tensor) != NormaliserPart::None) return "a normaliser of inputs";
    const std::string module = name.substr(0, name.find('.'));
    for (const HarmlessKind& kind : kinds())
        if (isOf(kind, module)) return kind.title;
    // A metric counts; a layer of such a name has weights.
    const std::string part = lastPart(name);
    if (isOf(metrics(), module) && part != "weight" && part != "bias") return metrics().title;
    return std::nullopt;
}

bool isAveraged(const std::string& name) {
    return isOf(averages(), name);
}

bool isTrainingState(const std::string& key) {
    return isOf(trainingState(), key);
}

NormaliserPart normaliserPart(const std::string& name, const at::Tensor& tensor) {
    constexpr std::int64_t channels = 3;
    if (tensor.numel() != channels || !tensor.is_floating_point()) return NormaliserPart::None;
    const std::string part = lastPart(name);
    for (const char* prefix : {"", "new_", "pixel_", "image_"}) {
        if (part == std::string(prefix) + "mean") return NormaliserPart::Mean;
        if (part == std::string(prefix) + "std") return NormaliserPart::Std;
    }
    return NormaliserPart::None;
}

}  // namespace sigscope::models
