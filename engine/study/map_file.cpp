#include "engine/study/map_file.h"

#include <ATen/ATen.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/io/figure_content.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/npz_writer.h"

namespace sigscope::study {

namespace {

constexpr const char* mapName = "attribution";
constexpr const char* scaleName = "scale";
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
    }
    try {
        return tensorOf<c10::Half>(npy, at::kHalf);
    } catch (const Error&) {
    }
    try {
        return tensorOf<double>(npy, at::kDouble);
    } catch (const Error& error) {
        throw Error(std::string(error.what()) +
                    "; maps are of float16, float32 or float64, little-endian: "
                    "map.astype(\"<f4\")");
    }
}

/// What the archive's map is to be multiplied by.
double scaleOf(const io::NpzReader& archive) {
    const auto npy = archive.find(scaleName, mostMapBytes);
    if (!npy) return 1;
    const io::NpyArray<double> scale = io::arrayOfNpy<double>(*npy);
    if (scale.values.size() != 1) throw Error("has a scale that is no single number");
    return scale.values.front();
}

/// The first array there is of the names that maps go by.
at::Tensor mapOf(const io::NpzReader& archive) {
    for (const char* name : {mapName, "map", "arr_0"})
        if (const auto npy = archive.find(name, mostMapBytes))
            return numbersOf(*npy) * scaleOf(archive);
    throw Error("has no array called attribution, map or arr_0");
}

bool isFigure(const std::filesystem::path& file) {
    const std::filesystem::path ending = file.extension();
    return ending == ".svg" || ending == ".pdf" || ending == ".png";
}

std::string interruptionIn(const io::NpzReader& archive) {
    constexpr std::size_t mostFacts = 1 << 20;
    const auto npy = archive.find("facts", mostFacts);
    if (!npy) return {};
    const nlohmann::json facts = boundedJson(io::textOfNpy(*npy), {mostFacts, 100'000});
    if (!facts.is_object()) return {};
    const auto partial = facts.find("partial");
    const auto evaluations = facts.find("evaluations");
    const bool isPart = partial != facts.end() && partial->is_boolean() && partial->get<bool>();
    if (!isPart || evaluations == facts.end() || !evaluations->is_number_integer()) return {};
    return "interrupted after " + evaluations->dump() + " evaluations";
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
        if (isArchive) return asAttribution(mapOf(io::NpzReader(file)));
        if (auto embedded = io::embeddedNpz(file))
            return asAttribution(mapOf(io::NpzReader(std::move(*embedded))));
        if (isFigure(file)) throw Error("carries no result of one map");
        return asAttribution(numbersOf(readFileBytes(file, {mostMapBytes, "map"})));
    } catch (const Error& error) {
        const std::string reason = error.what();
        if (reason.starts_with(file.string())) throw;
        refuseFile(file.string(), reason);
    }
}

std::string interruptionOf(const std::filesystem::path& file) {
    try {
        if (file.extension() == ".npz") return interruptionIn(io::NpzReader(file));
        if (auto embedded = io::embeddedNpz(file))
            return interruptionIn(io::NpzReader(std::move(*embedded)));
    } catch (const Error&) {
        // Whoever reads the map says what is wrong with it.
    }
    return {};
}

std::string mapNpz(const at::Tensor& attribution) {
    const at::Tensor plain = attribution.to(at::kCPU, at::kDouble);
    const double largest = plain.abs().max().item<double>();
    const double scale = largest > 0 ? largest : 1;
    const at::Tensor half = (plain / scale).to(at::kHalf).contiguous();
    const auto* const first = half.const_data_ptr<at::Half>();
    io::NpzWriter archive;
    archive.add(mapName, io::npyBytes({half.sizes().begin(), half.sizes().end()},
                                      std::vector<at::Half>(first, first + half.numel())));
    archive.add(scaleName, io::npyBytes({1}, std::vector<double>{scale}));
    return archive.bytes().value();
}

}  // namespace sigscope::study
