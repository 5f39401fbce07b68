#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/api/engine.h"
#include "engine/api/roar.h"
#include "engine/api/whole_file.h"
#include "engine/compute/allocator.h"
#include "engine/compute/preparation.h"
#include "engine/error_message.h"
#include "engine/file_bytes.h"
#include "engine/io/sha256.h"
#include "engine/metrics/roar.h"
#include "engine/metrics/roar_network.h"
#include "engine/metrics/scores.h"
#include "engine/models/architectures/preact_resnet.h"
#include "engine/study/folder_lock.h"
#include "engine/study/roar_maps.h"
#include "engine/study/roar_training.h"
#include "engine/study/study_spec.h"

namespace sigscope {

namespace study {

namespace {

namespace fs = std::filesystem;

/// What the numbers depend on, as JSON.
std::string roarSpec(const RoarRequest& request) {
    using Json = nlohmann::json;
    Json data = Json::array();
    for (const CifarSplit split : {CifarSplit::Train, CifarSplit::Test})
        for (const fs::path& file : cifarBatches(request.dataset, split))
            data.push_back(io::sha256OfFile(file));
    Json methods = Json::array();
    for (const ChosenMethod& method : request.methods) {
        Json parameters = Json::object();
        for (const auto& [name, value] : method.parameters) parameters[name] = toText(value);
        methods.push_back(Json{{"name", method.name}, {"parameters", std::move(parameters)}});
    }
    const RoarSize& size = request.size;
    const Json spec{{"program", versionLine()},
                    {"data", std::move(data)},
                    {"protocol", nameOf(request.protocol)},
                    {"size",
                     {{"pictures", size.pictures.value_or(0)},
                      {"classifier epochs", size.classifierEpochs},
                      {"epochs", size.epochs},
                      {"width", size.width},
                      {"batch", size.batch}}},
                    {"ratios", request.ratios},
                    {"seed", request.seed},
                    {"methods", std::move(methods)}};
    return spec.dump(2) + "\n";
}

/// Throws Error if the folder is another study's; writes down what it is if it is new.
void claimFolder(const fs::path& folder, const std::string& spec) {
    const fs::path file = folder / "roar.json";
    if (!fs::exists(file)) {
        if (const auto written = writeWholeFile(file, spec); !written) throw Error(written.error());
        return;
    }
    const auto bytes = readFileBytes(file, {1 << 20, "description of a study"});
    const std::string there(bytes.begin(), bytes.end());
    if (there != spec)
        throw Error(folder.string() + ": holds another study, of " + differenceOf(there, spec) +
                    "; give a new folder");
}

RoarAccuracy accuracyOfEpochs(const std::vector<double>& accuracies) {
    return {*std::ranges::max_element(accuracies), accuracies.back()};
}

int chunksOf(std::int64_t pictures) {
    return static_cast<int>((pictures + roarMapsAtOnce - 1) / roarMapsAtOnce);
}

class RoarRun {
public:
    RoarRun(const RoarRequest& request, const fs::path& folder,
            const std::function<void(const BenchmarkProgress&)>& progress, std::stop_token stop)
        : m_request(request), m_folder(folder), m_told(progress), m_stop(std::move(stop)) {}

    Roar run() {
        requireSense();
        m_device = compute::resolveDevice(m_request.device);
        const FolderLock lock(m_folder);
        claimFolder(m_folder, roarSpec(m_request));
        for (const char* part : {"maps", "trainings"}) makeFolder(m_folder / part);
        const models::Preprocessing preprocessing =
            models::preActResNet().variant(models::StateDict("network")).preprocessing;
        m_sets = {readRoarPictures(m_request.dataset, CifarSplit::Train, preprocessing),
                  readRoarPictures(m_request.dataset, CifarSplit::Test, preprocessing)};
        if (m_request.size.pictures)
            m_sets.training = drawnOf(m_sets.training, *m_request.size.pictures, m_request.seed);
        requireBatch();
        Roar roar{m_request.protocol, m_request.size, m_request.ratios, {}, {}, false};
        try {
            requireMaps();
            fill(roar);
        } catch (const metrics::Stopped&) {
            roar.partial = true;
        }
        return roar;
    }

private:
    void requireSense() const {
        if (m_request.methods.empty()) throw Error("methods: at least one is needed");
        if (m_request.ratios.empty() || !std::ranges::is_sorted(m_request.ratios) ||
            m_request.ratios.front() <= 0 || m_request.ratios.back() >= 1)
            throw Error("ratios: have to be between 0 and 1, and ascending");
        for (const ChosenMethod& method : m_request.methods)
            m_registry.find(method.name).requireSense(method.parameters);
    }

    void requireBatch() const {
        if (m_sets.training.count() < m_request.size.batch)
            throw Error(m_request.dataset.string() + ": has " +
                        std::to_string(m_sets.training.count()) +
                        " pictures to train with, and a batch takes " +
                        std::to_string(m_request.size.batch));
    }

    /// By the network as it is born.
    void requireMaps() const {
        const auto classifier = roarClassifier(
            metrics::bornRoarNetwork(m_request.size.width, cifarClasses, m_request.seed), m_device);
        for (const ChosenMethod& method : m_request.methods)
            requireMap(classifier, m_registry.find(method.name), method.parameters,
                       m_sets.training.pictures[0], m_stop);
    }

    static void makeFolder(const fs::path& folder) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) throw Error(folder.string() + ": cannot be made: " + error.message());
    }

    void fill(Roar& roar) {
        const auto methods = static_cast<int>(m_request.methods.size());
        const int chunks =
            chunksOf(m_sets.training.count()) + (isOriginal() ? chunksOf(m_sets.test.count()) : 0);
        RoarProgress progress(
            m_told,
            m_request.size.classifierEpochs +
                methods * static_cast<int>(m_request.ratios.size()) * m_request.size.epochs,
            methods * chunks);
        const RoarTraining first = classifierTraining();
        roar.classifier =
            accuracyOfEpochs(trainRoar(first, [this] { return m_sets; }, progress, m_stop));
        m_classifier = roarClassifier(trainedNetwork(first), m_device);
        for (const ChosenMethod& method : m_request.methods)
            roar.rows.push_back(measured(method, progress));
    }

    [[nodiscard]] bool isOriginal() const { return m_request.protocol == RoarProtocol::Original; }

    [[nodiscard]] RoarTraining trainingCalled(const std::string& file, std::string name) const {
        RoarTraining training{m_folder / "trainings" / (file + ".safetensors"), std::move(name)};
        training.epochs = m_request.size.epochs;
        training.batch = m_request.size.batch;
        training.width = m_request.size.width;
        training.seed = m_request.seed;
        training.device = m_device;
        return training;
    }

    [[nodiscard]] RoarTraining classifierTraining() const {
        RoarTraining classifier = trainingCalled("classifier", "classifier");
        classifier.epochs = m_request.size.classifierEpochs;
        classifier.optimiser = metrics::Sgd{};
        classifier.schedule = metrics::cosineRate(classifier.epochs);
        classifier.weights = WeightKeeping::Kept;
        return classifier;
    }

    RoarRow measured(const ChosenMethod& method, RoarProgress& progress) {
        const at::Tensor trainingMaps = mapsOf(method, "training", m_sets.training, progress);
        const at::Tensor testMaps =
            isOriginal() ? mapsOf(method, "test", m_sets.test, progress) : at::Tensor();
        RoarRow row{method.name, {}, {}};
        std::vector<double> best, last;
        for (const double ratio : m_request.ratios) {
            const auto percent = std::to_string(std::lround(100 * ratio));
            RoarTraining retraining = trainingCalled(method.name + "-" + exactText(ratio),
                                                     method.name + ", " + percent + " % removed");
            retraining.optimiser = metrics::Adam{};
            const auto sets = [&] {
                return RoarSets{
                    withoutHighest(m_sets.training, trainingMaps, ratio),
                    isOriginal() ? withoutHighest(m_sets.test, testMaps, ratio) : m_sets.test};
            };
            row.accuracies.push_back(
                accuracyOfEpochs(trainRoar(retraining, sets, progress, m_stop)));
            best.push_back(row.accuracies.back().best);
            last.push_back(row.accuracies.back().last);
        }
        row.area = {metrics::areaOver(m_request.ratios, best),
                    metrics::areaOver(m_request.ratios, last)};
        return row;
    }

    at::Tensor mapsOf(const ChosenMethod& method, const char* split, const RoarPictures& pictures,
                      RoarProgress& progress) const {
        return roarMaps(m_classifier, m_registry.find(method.name), method.parameters,
                        pictures.pictures, m_folder / "maps" / method.name / split, progress,
                        m_stop);
    }

    const RoarRequest& m_request;
    const fs::path& m_folder;
    const std::function<void(const BenchmarkProgress&)>& m_told;
    std::stop_token m_stop;
    methods::MethodRegistry m_registry = methods::builtInMethods();
    c10::Device m_device{c10::kCPU};
    RoarSets m_sets;
    std::shared_ptr<const models::Classifier> m_classifier;
};

}  // namespace

}  // namespace study

std::variant<Roar, RunFailure> runRoar(
    const RoarRequest& request, const std::filesystem::path& folder,
    const std::function<void(const BenchmarkProgress&)>& progress, const std::stop_token& stop) {
    try {
        compute::keepFreedMemory();
        return study::RoarRun(request, folder, progress, stop).run();
    } catch (...) {
        return RunFailure{currentErrorMessage(), currentErrorCause()};
    }
}

}  // namespace sigscope
