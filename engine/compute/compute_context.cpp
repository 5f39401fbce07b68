#include "engine/compute/compute_context.h"

#include <c10/util/StringUtil.h>

#include <utility>

#include "engine/api/request_files.h"
#include "engine/file_error.h"
#include "engine/io/sha256.h"
#include "engine/models/model_digest.h"
#include "engine/models/model_registry.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"
#include "engine/models/weights/read_weights.h"

namespace sigscope::compute {

namespace {

void requireUnchanged(const std::filesystem::path& file, const std::string& stamp) {
    if (store::fileStamp(file) != stamp) refuseChanged(file.string());
}

/// What matters when a model is loaded: what was said of its outputs; for a program all that was
/// said of it and that it may be one, for weights the strides.
std::string choiceKeyOf(const models::ModelChoice& choice) {
    const bool code = choice.code == ModelCode::Allowed;
    std::string key = choice.output + (code ? "\ncode" : "");
    for (const auto& [name, value] : choice.preprocessing)
        if (code || name == models::stridesParameter) key += '\n' + name + ' ' + toText(value);
    return key;
}

/// Where a network is, and in which numbers it computes.
struct Whereabouts {
    c10::Device device;
    c10::ScalarType dtype;
};

/// What `kept` holds if it is of that file and place, else read anew.
template <typename Kept, typename Read, typename Load>
auto keep(Kept& kept, const std::string& file, const Whereabouts& place, Read read, Load load) {
    const std::string stamp = store::fileStamp(file);
    const std::string key = c10::str(stamp, '\n', place.device, '\n', place.dtype);
    if (!kept.product || key != kept.key) {
        kept.product.reset();  // Two at once might not fit.
        const std::vector<std::uint8_t> bytes = read(file);
        auto loaded = load(file, ByteView(bytes), place.device, place.dtype);
        requireUnchanged(file, stamp);
        kept.product = std::move(loaded);
        kept.sha256 = io::sha256Of(bytes);
        kept.key = key;
    }
    return kept.product;
}

}  // namespace

std::shared_ptr<const LoadedPicture> PictureCache::get(const std::filesystem::path& file) {
    const std::string key = store::fileStamp(file);
    if (!m_picture || key != m_key) {
        m_picture = std::make_shared<const LoadedPicture>(io::readPicture(file));
        m_key = key;
    }
    return m_picture;
}

std::shared_ptr<const models::Classifier> ComputeContext::classifier(
    const models::ModelChoice& choice, c10::Device device, models::Precision precision,
    const std::function<void()>& weightsRead) {
    const std::filesystem::path file = models::weightsFileOf(choice.nameOrFile);
    const std::string stamp = store::fileStamp(file);
    std::string key = c10::str(choice.nameOrFile, '\n', stamp, '\n');
    for (const auto& beside : describingFiles(file)) key += store::fileStamp(beside) + '\n';
    key += c10::str(device, '\n', static_cast<int>(precision), '\n', choiceKeyOf(choice));
    if (!m_classifier || key != m_classifierKey || !store::areUnchanged(m_classifierFurther)) {
        m_classifier.reset();  // Two models at once might not fit.
        const std::vector<std::uint8_t> bytes = models::readWeightsFile(file);
        std::vector<store::FileState> further;
        for (const auto& other : models::furtherFilesOf(bytes, file))
            further.push_back(store::stateOf(other));
        models::ModelChoice known = choice;
        known.sha256 = models::sha256OfModel(bytes, file);
        weightsRead();
        auto loaded = models::loadClassifier(known, bytes, device, precision);
        requireUnchanged(file, stamp);
        for (const auto& [other, before] : further) requireUnchanged(other, before);
        m_classifier = std::move(loaded);
        m_classifierSha256 = known.sha256;
        m_classifierFurther = std::move(further);
        m_classifierKey = key;
    }
    return m_classifier;
}

std::shared_ptr<const models::Autoencoder> ComputeContext::autoencoder(const std::string& file,
                                                                       c10::Device device,
                                                                       c10::ScalarType dtype) {
    return keep(m_autoencoder, file, {device, dtype}, models::readAutoencoderFile,
                [](const auto&... of) { return models::loadAutoencoder(of...); });
}

std::shared_ptr<const models::Denoiser> ComputeContext::denoiser(const std::string& file,
                                                                 c10::Device device,
                                                                 c10::ScalarType dtype) {
    return keep(m_denoiser, file, {device, dtype}, models::readWeightsFile, models::loadDenoiser);
}

}  // namespace sigscope::compute
