#include <exception>

#include "engine/api/engine.h"
#include "engine/io/npy.h"
#include "engine/io/npz_writer.h"

namespace sigscope {

namespace {

std::vector<std::uint8_t> arrayBytes(const Array& array) {
    const auto side = [](int length) { return static_cast<std::size_t>(length); };
    return io::npyBytes({side(array.channels), side(array.height), side(array.width)},
                        array.values);
}

template <typename Number>
std::vector<std::uint8_t> listBytes(const std::vector<Number>& values) {
    return io::npyBytes({values.size()}, values);
}

void addIfKnown(const char* name, const std::optional<double>& value, io::NpzWriter& writer) {
    if (value) writer.add(name, listBytes(std::vector<double>{*value}));
}

/// What a mean over several baselines has beside itself: lists with an entry for each.
void addBaselines(const Explanation& explanation, io::NpzWriter& writer) {
    if (!explanation.spread.empty()) writer.add("spread", arrayBytes(explanation.spread));
    const auto add = [&](const char* name, auto valueOf) {
        std::vector<double> values;
        for (const Completeness& one : explanation.perBaseline) values.push_back(valueOf(one));
        writer.add(name, listBytes(values));
    };
    std::vector<std::string> names = explanation.scene->baselines;
    names.resize(explanation.perBaseline.size());
    writer.add("baseline_names", io::npyBytes(names));
    add("baseline_f", [](const Completeness& one) { return one.fBaseline; });
    add("baseline_sums", [](const Completeness& one) { return one.attributionSum; });
    add("baseline_integration_errors",
        [](const Completeness& one) { return one.integrationError(); });
    add("baseline_path_gaps", [](const Completeness& one) { return one.pathGap(); });
}

}  // namespace

Outcome<Done> writeNpz(const std::filesystem::path& file, const Explanation& explanation,
                       std::stop_token stop) {
    try {
        io::NpzWriter writer;
        writer.add("attribution", arrayBytes(explanation.attribution));
        writer.add("input", arrayBytes(explanation.input));
        writer.add("baseline", arrayBytes(explanation.baseline));
        writer.add("alphas", listBytes(explanation.alphas));
        writer.add("f", listBytes(explanation.f));
        writer.add("logits", listBytes(explanation.logits));
        addIfKnown("map_error", explanation.mapError, writer);
        addIfKnown("precision_error", explanation.precisionError, writer);
        if (!explanation.perBaseline.empty()) addBaselines(explanation, writer);
        writer.add("recipe", io::npyBytes(explanation.recipe));
        if (writer.write(file, stop) == io::Written::Stopped)
            return Failure{file.string() + ": was not written, because it was stopped"};
        return Done{};
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

}  // namespace sigscope
