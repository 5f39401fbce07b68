#include "engine/models/weights/legacy_pth.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <string_view>
#include <unordered_map>

#include "engine/models/weights/pickled_state.h"
#include "engine/models/weights/tensor_data.h"
#include "engine/models/weights/unpickler.h"

namespace sigscope::models {

namespace {

/// 0x1950a86a20f9469cfc6c
constexpr std::array<std::uint8_t, 10> magicNumber{0x6c, 0xfc, 0x9c, 0x46, 0xf9,
                                                   0x20, 0x6a, 0xa8, 0x50, 0x19};
constexpr std::int64_t protocolVersion = 1001;
constexpr const char* impossiblyLarge = "is damaged: its data is impossibly large";

void checkPreamble(Unpickler& unpickler, ByteReader& file) {
    const PickleValue magic = unpickler.read(file);
    auto* const* number = std::get_if<const PickleLong*>(&magic);
    if (!number || !std::equal(magicNumber.begin(), magicNumber.end(), (*number)->bytes.begin(),
                               (*number)->bytes.end()))
        file.fail("is no weights file of PyTorch: it does not begin with its magic number");
    const PickleValue version = unpickler.read(file);
    const auto* versionNumber = std::get_if<std::int64_t>(&version);
    if (!versionNumber || *versionNumber != protocolVersion)
        file.fail("is written in an unknown version of PyTorch's format");
    (void)unpickler.read(file);  // The sizes of C's types on the system that wrote it.
}

/// The raw data of all storages by key, views of the file. Their sizes in elements are those of
/// `elementSizes`' types.
std::unordered_map<std::string, ByteView> storageData(
    const PickleValue& keys, const std::unordered_map<std::string, std::size_t>& elementSizes,
    ByteReader& file) {
    auto* const* list = std::get_if<PickleSequence*>(&keys);
    if (!list) file.fail("is damaged: it has no list of its data");
    std::unordered_map<std::string, ByteView> data;
    for (const PickleValue& item : (*list)->items) {
        auto* const* key = std::get_if<const std::string*>(&item);
        const auto size = key ? elementSizes.find(**key) : elementSizes.end();
        if (size == elementSizes.end()) file.fail("is damaged: it has data that nothing refers to");
        const auto elements = file.number<std::int64_t>();
        const auto bytes = multiplyAdd(elements, static_cast<std::int64_t>(size->second), 0);
        if (elements < 0 || !bytes) file.fail(impossiblyLarge);
        data[**key] = file.take(static_cast<std::uint64_t>(*bytes));
    }
    return data;
}

/// How many bytes follow the pickles: for each key a length, and the storage's elements.
std::uint64_t dataLength(const std::deque<PickleStorage>& storages, const ByteReader& file) {
    std::map<std::string_view, std::int64_t> lengths;
    for (const PickleStorage& storage : storages) {
        const auto bytes = multiplyAdd(storage.elements,
                                       static_cast<std::int64_t>(c10::elementSize(storage.dtype)),
                                       sizeof(std::int64_t));
        if (!bytes) file.fail(impossiblyLarge);
        lengths[storage.key] = *bytes;
    }
    std::uint64_t total = 0;
    for (const auto& [key, bytes] : lengths) total += static_cast<std::uint64_t>(bytes);
    return total;
}

}  // namespace

void requireLegacyPth(const OpenFile& file) {
    // A network's pickles take some hundred kilobytes: they hold names and shapes.
    constexpr std::uint64_t mostPickled = 32 << 20;
    std::vector<std::uint8_t> start(std::min(file.size(), mostPickled));
    start.resize(file.read(start, 0));
    ByteReader reader(start, file.name());
    Unpickler unpickler;
    checkPreamble(unpickler, reader);
    static_cast<void>(unpickler.read(reader));  // The object.
    static_cast<void>(unpickler.read(reader));  // The keys.
    const std::uint64_t pickled = start.size() - reader.remaining();
    const std::uint64_t wanted = pickled + dataLength(unpickler.storages(), reader);
    if (file.size() > wanted)
        reader.fail("goes on for " + std::to_string(file.size() - wanted) +
                    " bytes after its last tensor");
}

StateDict readLegacyPth(ByteView bytes, const std::string& name) {
    ByteReader file(bytes, name);
    Unpickler unpickler;
    checkPreamble(unpickler, file);
    const PickleValue root = unpickler.read(file);
    std::unordered_map<std::string, std::size_t> elementSizes;
    for (const PickleStorage& storage : unpickler.storages())
        elementSizes[storage.key] = c10::elementSize(storage.dtype);
    const PickleValue keys = unpickler.read(file);
    const auto data = storageData(keys, elementSizes, file);
    return pickledState(
        root,
        [&](const PickleStorage& storage) {
            const auto found = data.find(storage.key);
            const auto size = multiplyAdd(
                storage.elements, static_cast<std::int64_t>(c10::elementSize(storage.dtype)), 0);
            if (found == data.end() || !size ||
                found->second.size() != static_cast<std::uint64_t>(*size))
                file.fail("is damaged: data that it refers to is missing or of another size");
            return copyToTensor(found->second, storage.dtype, {storage.elements});
        },
        name);
}

}  // namespace sigscope::models
