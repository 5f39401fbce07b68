#include "engine/run/preparation.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include "engine/baselines/baseline.h"
#include "engine/models/known_preprocessing.h"
#include "engine/problem/gradients.h"
#include "engine/problem/named.h"

namespace sigscope::run {

namespace {

enum class DeviceChoice { Automatic, Cpu, Cuda };

const std::vector<Named<DeviceChoice>>& devices() {
    static const std::vector<Named<DeviceChoice>> all{
        {{"auto", "automatic", "The GPU if there is one, else the CPU."}, DeviceChoice::Automatic},
        {{"cpu", "CPU", "The CPU."}, DeviceChoice::Cpu},
        {{"cuda", "GPU", "A CUDA GPU; an error if there is none."}, DeviceChoice::Cuda},
    };
    return all;
}

c10::Device resolveDevice(const std::string& name) {
    const DeviceChoice choice = valueNamed(devices(), name, "device");
    if (choice == DeviceChoice::Cpu) return c10::kCPU;
    if (at::hasCUDA()) return {c10::kCUDA, 0};
    if (choice == DeviceChoice::Cuda)
        throw Error("device: no CUDA GPU was found, or this LibTorch is a CPU build; use cpu");
    return c10::kCPU;
}

RankedClass rank(const models::Classifier& classifier, const at::Tensor& logits,
                 const at::Tensor& probabilities, std::int64_t index) {
    return {static_cast<int>(index), classifier.labels[index], probabilities[index].item<double>(),
            logits[index].item<double>()};
}

}  // namespace

std::vector<Choice> deviceChoices() {
    return choicesOf(devices());
}

Preparation prepare(const ExplainRequest& request, Workshop& workshop) {
    const at::NoGradGuard noGradients;
    const auto objective = objectiveKind(request.objective);
    const auto picture = workshop.picture(request.image);
    const auto classifier = models::withPreprocessing(
        workshop.classifier(request.model, resolveDevice(request.device), c10::kFloat),
        request.preprocessing);
    const models::Preprocessing& preprocessing = classifier->preprocessing;
    models::Crop crop = models::resizeAndCrop(picture->image, preprocessing);
    const at::Tensor raw = models::toRaw(crop.image).to(classifier->device, classifier->dtype);
    const at::Tensor input = models::normalise(raw, preprocessing);
    const at::Tensor baseline = baselines::makeBaseline(request.baseline, input, preprocessing);

    const at::Tensor bothLogits = classifier->network->logits(at::stack({input, baseline}));
    const at::Tensor logits = bothLogits[0].to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor probabilities = logits.softmax(0);
    Scene scene{picture->image,
                std::move(crop.image),
                crop.region,
                classifier->title,
                {},
                {},
                classifier->device.is_cuda() ? "GPU" : "CPU"};
    const std::int64_t count = std::min<std::int64_t>(5, logits.numel());
    const at::Tensor top = std::get<1>(logits.topk(count));
    for (std::int64_t i = 0; i < count; ++i)
        scene.top.push_back(rank(*classifier, logits, probabilities, top[i].item<std::int64_t>()));
    const int target = models::resolveTarget(*classifier, logits, request.target);
    scene.target = rank(*classifier, logits, probabilities, target);

    Preparation prepared;
    prepared.problem = {classifier, input, baseline, {objective, target}};
    prepared.scene = std::make_shared<const Scene>(std::move(scene));
    const at::Tensor f = prepared.problem.objective.of(bothLogits);
    prepared.fInput = f[0].item<double>();
    prepared.fBaseline = f[1].item<double>();
    const at::Tensor narrow = logits.to(at::kFloat);
    prepared.logits.assign(narrow.const_data_ptr<float>(),
                           narrow.const_data_ptr<float>() + narrow.numel());
    prepared.pictureSha256 = picture->sha256;
    return prepared;
}

}  // namespace sigscope::run
