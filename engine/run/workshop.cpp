#include "engine/run/workshop.h"

#include <c10/util/StringUtil.h>

#include <system_error>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "engine/models/sidecar.h"

namespace sigscope::run {

namespace {

/// Changes when the file is written again. A file that is not there has a key too: reading it says
/// what is wrong.
std::string stampOf(const std::filesystem::path& file) {
    std::error_code missing;
    const auto time = std::filesystem::last_write_time(file, missing);
    const auto size = std::filesystem::file_size(file, missing);
    return c10::str(file.string(), '\n', time.time_since_epoch().count(), '\n', size);
}

void requireUnchanged(const std::filesystem::path& file, const std::string& stamp) {
    if (stampOf(file) != stamp)
        throw Error(file.string() + ": was written to while it was read; try again");
}

/// What a program is loaded for, and that it may be: nothing for weights.
std::string codeKeyOf(const models::ModelChoice& choice) {
    if (choice.code == ModelCode::Refused) return {};
    std::string key = "code";
    for (const auto& [name, value] : choice.preprocessing) key += '\n' + name + ' ' + toText(value);
    return key;
}

}  // namespace

std::shared_ptr<const LoadedPicture> PictureShelf::get(const std::filesystem::path& file) {
    const std::string key = stampOf(file);
    if (!m_picture || key != m_key) {
        auto loaded = std::make_shared<const LoadedPicture>(
            LoadedPicture{io::readImage(file), io::sha256OfFile(file)});
        requireUnchanged(file, key);
        m_picture = std::move(loaded);
        m_key = key;
    }
    return m_picture;
}

std::shared_ptr<const models::Classifier> Workshop::classifier(const models::ModelChoice& choice,
                                                               c10::Device device,
                                                               models::Precision precision) {
    const std::filesystem::path file = models::weightsFileOf(choice.nameOrFile);
    const std::string stamp = stampOf(file);
    const std::string key =
        c10::str(choice.nameOrFile, '\n', stamp, '\n', stampOf(models::sidecarFile(file)), '\n',
                 device, '\n', static_cast<int>(precision), '\n', codeKeyOf(choice));
    if (!m_classifier || key != m_classifierKey) {
        m_classifier.reset();  // Two models at once might not fit.
        m_classifierSha256 = io::sha256OfFile(file);
        auto loaded = models::loadClassifier(choice, device, precision);
        requireUnchanged(file, stamp);
        m_classifier = std::move(loaded);
        m_classifierKey = key;
    }
    return m_classifier;
}

std::shared_ptr<const models::Autoencoder> Workshop::autoencoder(const std::string& file,
                                                                 c10::Device device,
                                                                 c10::ScalarType dtype) {
    const std::string stamp = stampOf(file);
    const std::string key = c10::str(stamp, '\n', device, '\n', dtype);
    if (!m_autoencoder || key != m_autoencoderKey) {
        m_autoencoder.reset();  // Two at once might not fit.
        m_autoencoderSha256 = io::sha256OfFile(file);
        auto loaded = models::loadAutoencoder(file, device, dtype);
        requireUnchanged(file, stamp);
        m_autoencoder = std::move(loaded);
        m_autoencoderKey = key;
    }
    return m_autoencoder;
}

}  // namespace sigscope::run
