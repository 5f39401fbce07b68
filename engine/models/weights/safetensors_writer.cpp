#include "engine/models/weights/safetensors_writer.h"

#include <ATen/ATen.h>

#include <map>
#include <nlohmann/json.hpp>

#include "engine/api/whole_file.h"
#include "engine/error.h"

namespace sigscope::models {

namespace {

const char* safetensorsType(c10::ScalarType type) {
    static const std::map<c10::ScalarType, const char*> names{
        {c10::kHalf, "F16"}, {c10::kFloat, "F32"}, {c10::kDouble, "F64"}, {c10::kLong, "I64"}};
    return names.at(type);
}

}  // namespace

void writeSafetensors(const std::filesystem::path& file, const StateDict& tensors) {
    nlohmann::json header = nlohmann::json::object();
    std::string data;
    for (const StateDict::Entry& entry : tensors.entries()) {
        const at::Tensor plain = entry.tensor.detach().to(at::kCPU).contiguous();
        const std::size_t begin = data.size();
        data.append(static_cast<const char*>(plain.const_data_ptr()), plain.nbytes());
        header[entry.name] = {{"dtype", safetensorsType(plain.scalar_type())},
                              {"shape", plain.sizes().vec()},
                              {"data_offsets", {begin, data.size()}}};
    }
    std::string text = header.dump();
    constexpr std::size_t alignment = 8;  // Of the data, as the format asks.
    text.append((alignment - text.size() % alignment) % alignment, ' ');
    const std::uint64_t length = text.size();
    std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);  // Little-endian.
    if (const Outcome<Done> written = writeWholeFile(file, bytes + text + data); !written)
        throw Error(written.error());
}

StateDict inHalfPrecision(const StateDict& tensors) {
    StateDict halves(tensors.source());
    for (const StateDict::Entry& entry : tensors.entries())
        halves.add(entry.name, entry.tensor.detach().to(at::kHalf));
    return halves;
}

}  // namespace sigscope::models
