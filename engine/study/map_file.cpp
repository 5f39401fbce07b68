#include "engine/study/map_file.h"

#include <ATen/ATen.h>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"

namespace sigscope::study {

namespace {

constexpr std::size_t mostMapBytes = 128 << 20;  // Of 2048² values, three channels, float64.

/// Of .npy files the header says which of the two they hold.
template <typename Number>
at::Tensor tensorOf(ByteView npy, c10::ScalarType type) {
    io::NpyArray<Number> array = io::arrayOfNpy<Number>(npy);
    const std::vector<std::int64_t> shape(array.shape.begin(), array.shape.end());
    return at::from_blob(array.values.data(), shape, at::TensorOptions(type))
        .to(at::kDouble, false, true);
}

at::Tensor numbersOf(ByteView npy) {
    try {
        return tensorOf<float>(npy, at::kFloat);
    } catch (const Error&) {
        return tensorOf<double>(npy, at::kDouble);
    }
}

/// The first array there is of the names that maps go by.
std::vector<std::uint8_t> mapOf(const io::NpzReader& archive) {
    for (const char* name : {"attribution", "map", "arr_0"})
        if (auto npy = archive.find(name, mostMapBytes)) return std::move(*npy);
    throw Error("has no array called attribution, map or arr_0");
}

at::Tensor asAttribution(const at::Tensor& map) {
    const bool isPlane = map.dim() == 2 || (map.dim() == 3 && map.size(0) == 1);
    const bool isMap = isPlane || (map.dim() == 3 && map.size(0) == 3);
    if (!isMap || map.numel() == 0) throw Error("is neither of shape [H, W] nor of [3, H, W]");
    if (!map.isfinite().all().item<bool>()) throw Error("has values that are no finite numbers");
    return isPlane ? map.reshape({1, map.size(-2), map.size(-1)}).expand({3, -1, -1}).contiguous()
                   : map;
}

}  // namespace

at::Tensor readMap(const std::filesystem::path& file) {
    const bool isArchive = file.extension() == ".npz";
    try {
        if (isArchive) return asAttribution(numbersOf(mapOf(io::NpzReader(file))));
        return asAttribution(numbersOf(readFileBytes(file, {mostMapBytes, "map"})));
    } catch (const Error& error) {
        const std::string reason = error.what();
        if (reason.starts_with(file.string())) throw;
        refuseFile(file.string(), reason);
    }
}

}  // namespace sigscope::study
