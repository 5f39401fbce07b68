#include "engine/models/weights/torchscript.h"

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>

#include "engine/api/model_code.h"
#include "engine/file_error.h"

namespace sigscope {

namespace models {

bool isTorchScript(const ZipArchive& archive) {
    return std::ranges::any_of(archive.entries(), [](const std::string& entry) {
        const std::size_t slash = entry.find('/');
        if (slash == std::string::npos) return false;
        const std::string inFolder = entry.substr(slash + 1);
        return inFolder == "constants.pkl" || inFolder.starts_with("code/");
    });
}

bool isTorchScript(ByteView bytes, const std::string& name) {
    return isZip(bytes) && isTorchScript(ZipArchive(bytes, name));
}

void requireWeights(ByteView bytes, const std::string& name) {
    if (isTorchScript(bytes, name))
        refuseFile(name,
                   "is TorchScript, a program that would run with your rights. Allow it with "
                   "--allow-torchscript if you trust where it comes from, or save the state dict "
                   "(torch.save(model.state_dict(), ...)) instead");
}

}  // namespace models

bool holdsModelCode(const std::filesystem::path& file) {
    try {
        std::array<std::uint8_t, 2> head{};
        std::ifstream(file, std::ios::binary)
            .read(reinterpret_cast<char*>(head.data()), head.size());
        return models::isZip(head) && models::isTorchScript(models::ZipArchive(file));
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace sigscope
