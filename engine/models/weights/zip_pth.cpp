#include "engine/models/weights/zip_pth.h"

#include "engine/models/weights/pickled_state.h"
#include "engine/models/weights/tensor_data.h"
#include "engine/models/weights/torchscript.h"
#include "engine/models/weights/unpickler.h"
#include "engine/models/weights/zip_archive.h"

namespace sigscope::models {

namespace {

constexpr const char* pickleName = "data.pkl";

/// "FOLDER/", where FOLDER/data.pkl is.
std::string findFolder(const ZipArchive& archive, const ByteReader& file) {
    for (const std::string& entry : archive.entries()) {
        const std::size_t slash = entry.find('/');
        if (slash != std::string::npos && entry.substr(slash + 1) == pickleName)
            return entry.substr(0, slash + 1);
    }
    file.fail("is a zip archive without data.pkl, so not a weights file of PyTorch");
}

void checkByteOrder(const ZipArchive& archive, const std::string& folder, const ByteReader& file) {
    if (!archive.contains(folder + "byteorder")) return;
    const std::vector<std::uint8_t> order = archive.read(folder + "byteorder");
    if (std::string(order.begin(), order.end()) != "little")
        file.fail("was written on a big-endian machine, which is not read");
}

}  // namespace

StateDict readZipPth(ByteView bytes, const std::string& name) {
    const ByteReader file(bytes, name);
    const ZipArchive archive(bytes, name);
    if (isTorchScript(archive))
        file.fail(
            "is TorchScript: a program, and programs in files are not run here. Save the state "
            "dict (torch.save(model.state_dict(), ...)) instead");
    const std::string folder = findFolder(archive, file);
    checkByteOrder(archive, folder, file);

    const std::vector<std::uint8_t> pickle = archive.read(folder + pickleName);
    ByteReader pickleReader(pickle, name);
    Unpickler unpickler;
    const PickleValue root = unpickler.read(pickleReader);
    // Entries can lie on top of each other: many large ones in a small file.
    std::size_t total = 0;
    return pickledState(
        root,
        [&](const PickleStorage& storage) {
            const std::vector<std::uint8_t> data = archive.read(folder + "data/" + storage.key);
            const auto size = multiplyAdd(
                storage.elements, static_cast<std::int64_t>(c10::elementSize(storage.dtype)), 0);
            if (!size || data.size() != static_cast<std::uint64_t>(*size))
                file.fail("is damaged: data/" + storage.key + " is not of the size it should be");
            total += data.size();
            if (total > bytes.size()) file.fail("is damaged: its data overlaps");
            return copyToTensor(data, storage.dtype, {storage.elements});
        },
        name);
}

}  // namespace sigscope::models
