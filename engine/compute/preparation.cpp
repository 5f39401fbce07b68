#include "engine/compute/preparation.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include "engine/models/known_preprocessing.h"
#include "engine/problem/gradients.h"
#include "engine/problem/named.h"

namespace sigscope::compute {

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

}  // namespace

c10::Device resolveDevice(const std::string& name) {
    const DeviceChoice choice = valueNamed(devices(), name, "device");
    if (choice == DeviceChoice::Cpu) return c10::kCPU;
    if (at::hasCUDA()) return {c10::kCUDA, 0};
    if (choice == DeviceChoice::Cuda)
        throw Error("device: no CUDA GPU was found, or this LibTorch is a CPU build; use cpu");
    return c10::kCPU;
}

namespace {

/// TF32 is a mode of all of Torch; float32 means float32 unless it was asked for.
void computeProductsIn(models::Precision precision, c10::Device device) {
    const bool tf32 = precision == models::Precision::Tf32;
    if (tf32 && !device.is_cuda())
        throw Error("precision: tf32 is a mode of CUDA GPUs; on the CPU use float32");
    at::globalContext().setAllowTF32CuDNN(tf32);
    at::globalContext().setAllowTF32CuBLAS(tf32);
}

RankedClass rank(const models::Classifier& classifier, const at::Tensor& logits,
                 const at::Tensor& probabilities, std::int64_t index) {
    return {static_cast<int>(index), classifier.labels[index], probabilities[index].item<double>(),
            logits[index].item<double>()};
}

/// Of logits [K]. One output is a yes or no; under a sigmoid classes do not exclude each other.
at::Tensor probabilitiesOf(const at::Tensor& logits, Objective::Kind objective) {
    const bool alone = logits.numel() == 1 || objective == Objective::Kind::Sigmoid;
    return alone ? logits.sigmoid() : logits.softmax(0);
}

/// What `classifier` says of the picture; the scene's pictures are left empty.
Scene rankClasses(const ExplainRequest& request, const models::Classifier& classifier,
                  const at::Tensor& logits, const at::Tensor& probabilities) {
    const auto ranked = [&](std::int64_t index) {
        return rank(classifier, logits, probabilities, index);
    };
    Scene scene;
    scene.modelTitle = classifier.title;
    scene.notes = classifier.notes;
    scene.labels = classifier.labels;
    scene.output = classifier.output;
    scene.device = classifier.device.is_cuda() ? "GPU" : "CPU";
    const std::int64_t count = std::min<std::int64_t>(5, logits.numel());
    const at::Tensor top = std::get<1>(logits.topk(count));
    for (std::int64_t i = 0; i < count; ++i)
        scene.top.push_back(ranked(top[i].item<std::int64_t>()));
    scene.target = ranked(models::resolveTarget(classifier, logits, request.target));
    if (request.objective == contrastObjective)
        scene.against =
            ranked(models::resolveAgainst(classifier, logits, scene.target.index, request.against));
    return scene;
}

/// What `classifier` says of the baseline.
void rankBaseline(Scene& scene, const models::Classifier& classifier, const at::Tensor& logits,
                  const at::Tensor& probabilities) {
    scene.baselineTop =
        rank(classifier, logits, probabilities, logits.argmax().item<std::int64_t>());
    scene.targetAtBaseline = probabilities[scene.target.index].item<double>();
}

using Told = std::function<void(Milestone)>;

void tell(const Told& told, Milestone milestone) {
    if (told) told(milestone);
}

std::shared_ptr<const models::Classifier> classifierOf(const ExplainRequest& request,
                                                       ComputeContext& context, const Told& told) {
    const c10::Device device = resolveDevice(request.device);
    const models::Precision precision = models::precisionNamed(request.precision);
    computeProductsIn(precision, device);
    return models::withPreprocessing(
        context.classifier(
            {request.model, request.modelCode, request.preprocessing, request.output}, device,
            precision, [&] { tell(told, Milestone::WeightsRead); }),
        request.preprocessing);
}

}  // namespace

void computeAs(const models::Classifier& classifier) {
    computeProductsIn(classifier.precision, classifier.device);
}

bool canComputeIn(const std::string& precision, const std::string& device) {
    return models::precisionNamed(precision) != models::Precision::Tf32 ||
           resolveDevice(device).is_cuda();
}

std::vector<Choice> deviceChoices() {
    return choicesOf(devices());
}

Preparation prepare(const ExplainRequest& request, ComputeContext& context, const Told& done) {
    const at::NoGradGuard noGradients;
    const auto asked = objectiveKind(request.objective);
    Preparation prepared;
    prepared.baselines = chooseBaselines(request);
    const auto picture = context.picture(request.image);
    tell(done, Milestone::PictureRead);
    const auto classifier = classifierOf(request, context, done);
    tell(done, Milestone::NetworkBuilt);
    const auto objective = meaningOf(asked, *classifier);
    const models::Crop& crop =
        context.inputs().crop(picture, classifier->preprocessing, request.image.string());
    const at::Tensor input = toInput(crop, *classifier);
    const at::Tensor baseline =
        makeBaseline(prepared.baselines.front(), input, *classifier, context);

    const at::Tensor bothLogits =
        context.inputs().logits(*classifier, at::stack({input, baseline}));
    const at::Tensor logits = bothLogits[0].to(at::kCPU, at::kDouble).contiguous();
    auto scene = std::make_shared<Scene>(
        rankClasses(request, *classifier, logits, probabilitiesOf(logits, objective)));
    scene->picture = picture->image;
    scene->seen = crop.image;
    scene->seenRegion = crop.region;
    scene->notes.insert(scene->notes.end(), picture->notes.begin(), picture->notes.end());
    for (const ChosenBaseline& chosen : prepared.baselines)
        scene->baselines.push_back(titleOf(chosen));
    const at::Tensor ofBaseline = bothLogits[1].to(at::kCPU, at::kDouble);
    rankBaseline(*scene, *classifier, ofBaseline, probabilitiesOf(ofBaseline, objective));

    prepared.problem = {
        classifier,
        input,
        baseline,
        {objective, scene->target.index, scene->against ? scene->against->index : 0}};
    prepared.scene = std::move(scene);
    const at::Tensor f = prepared.problem.objective.of(bothLogits);
    prepared.fInput = f[0].item<double>();
    prepared.fBaseline = f[1].item<double>();
    requireFinite(prepared.fInput, 0);
    requireFinite(prepared.fBaseline, 0);
    const at::Tensor narrow = logits.to(at::kFloat);
    prepared.logits.assign(narrow.const_data_ptr<float>(),
                           narrow.const_data_ptr<float>() + narrow.numel());
    prepared.pictureSha256 = picture->sha256;
    prepared.modelSha256 = context.classifierSha256();
    prepared.modelFurther = context.classifierFurtherFiles();
    tell(done, Milestone::Classified);
    return prepared;
}

}  // namespace sigscope::compute
