#include "tools/train_vae/safetensors_writer.h"

#include <ATen/ATen.h>

#include <nlohmann/json.hpp>

#include "engine/api/whole_file.h"
#include "engine/error.h"

namespace sigscope::tools {

void writeSafetensors(const std::filesystem::path& file, const models::StateDict& weights) {
    nlohmann::ordered_json header;
    std::string data;
    for (const models::StateDict::Entry& entry : weights.entries()) {
        const at::Tensor half = entry.tensor.detach().to(at::kHalf).contiguous();
        const std::size_t begin = data.size();
        data.append(static_cast<const char*>(half.const_data_ptr()), half.nbytes());
        header[entry.name] = {{"dtype", "F16"},
                              {"shape", half.sizes().vec()},
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

}  // namespace sigscope::tools
