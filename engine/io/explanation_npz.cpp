#include <c10/util/Half.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "engine/io/explanation_facts.h"
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

/// An 8-bit picture, [H, W, 3].
std::vector<std::uint8_t> pictureBytes(const Image& image) {
    return io::npyBytes(
        {static_cast<std::size_t>(image.height), static_cast<std::size_t>(image.width), 3},
        image.pixels);
}

/// The arrays of an explanation, with what goes before their names: "sig/" of the column sig.
class ExplanationArrays {
public:
    ExplanationArrays(io::NpzWriter& writer, std::string prefix)
        : m_writer(writer), m_prefix(std::move(prefix)) {}

    void add(const Explanation& explanation) {
        add("attribution", arrayBytes(explanation.attribution));
        add("input", arrayBytes(explanation.input));
        add("baseline", arrayBytes(explanation.baseline));
        add("alphas", listBytes(explanation.alphas));
        add("f", listBytes(explanation.f));
        add("accumulated_sums", listBytes(explanation.accumulatedSums));
        add("logits", listBytes(explanation.logits));
        if (explanation.scene) {
            add("seen", pictureBytes(explanation.scene->seen));
            add("facts", io::npyBytes(io::factsText(explanation)));
        }
        addIfKnown("map_error", explanation.mapError);
        addIfKnown("precision_error", explanation.precisionError);
        if (!explanation.perBaseline.empty()) addBaselines(explanation);
        for (const SideNumbers& numbers : explanation.sideNumbers)
            add(numbers.name.c_str(), listBytes(numbers.values));
        if (explanation.pathMaps && !explanation.pathMaps->maps.empty())
            addPathMaps(*explanation.pathMaps);
        add("recipe", io::npyBytes(explanation.recipe));
    }

private:
    void add(const char* name, std::vector<std::uint8_t> bytes) {
        m_writer.add(m_prefix + name, std::move(bytes));
    }

    void addIfKnown(const char* name, const std::optional<double>& value) {
        if (value) add(name, listBytes(std::vector<double>{*value}));
    }

    /// What a mean over several baselines has beside itself: lists with an entry for each.
    void addBaselines(const Explanation& explanation) {
        if (!explanation.spread.empty()) add("spread", arrayBytes(explanation.spread));
        const auto addEach = [&](const char* name, auto valueOf) {
            std::vector<double> values;
            for (const Completeness& one : explanation.perBaseline) values.push_back(valueOf(one));
            add(name, listBytes(values));
        };
        std::vector<std::string> names = explanation.scene->baselines;
        names.resize(explanation.perBaseline.size());
        add("baseline_names", io::npyBytes(names));
        addEach("baseline_f", [](const Completeness& one) { return one.fBaseline; });
        addEach("baseline_sums", [](const Completeness& one) { return one.attributionSum; });
        if (!explanation.traits.isComplete()) return;
        addEach("baseline_integration_errors",
                [](const Completeness& one) { return one.integrationError(); });
        addEach("baseline_path_gaps", [](const Completeness& one) { return one.pathGap(); });
    }

    /// In half precision, each divided by its largest magnitude: plain halves would lose the maps
    /// of small probabilities.
    void addPathMaps(const PathMaps& along) {
        std::vector<c10::Half> halves;
        std::vector<double> scales;
        for (const Array& map : along.maps) {
            float largest = 0;
            for (const float value : map.values) largest = std::max(largest, std::abs(value));
            scales.push_back(largest);
            for (const float value : map.values)
                halves.emplace_back(largest > 0 ? value / largest : 0.0F);
        }
        const Array& first = along.maps.front();
        add("path_maps", io::npyBytes({along.maps.size(), 3, static_cast<std::size_t>(first.height),
                                       static_cast<std::size_t>(first.width)},
                                      halves));
        add("path_map_scales", listBytes(scales));
        add("path_map_alphas", listBytes(along.alphas));
    }

    io::NpzWriter& m_writer;
    std::string m_prefix;
};

std::vector<std::uint8_t> matrixBytes(const CorrelationMatrix& matrix) {
    std::vector<double> values;
    for (const auto& row : matrix)
        for (const std::optional<double>& value : row)
            values.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
    return io::npyBytes({matrix.size(), matrix.size()}, values);
}

}  // namespace

Outcome<Done> writeNpz(const std::filesystem::path& file, const Explanation& explanation,
                       std::stop_token stop) {
    try {
        io::NpzWriter writer;
        ExplanationArrays(writer, {}).add(explanation);
        if (writer.write(file, stop) == io::Written::Stopped)
            return Failure{file.string() + ": was not written, because it was stopped"};
        return Done{};
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

Outcome<std::string> npzBytes(const Explanation& explanation) {
    return attempt([&] {
        io::NpzWriter writer;
        ExplanationArrays(writer, {}).add(explanation);
        return *writer.bytes();  // Nothing stops it.
    });
}

Outcome<Done> writeNpz(const std::filesystem::path& file, const Comparison& comparison) {
    try {
        io::NpzWriter writer;
        std::vector<std::string> titles;
        for (const ComparisonColumn& column : comparison.columns) {
            titles.push_back(column.title);
            std::string group = column.title;
            std::ranges::replace(group, '/', '_');
            if (column.explanation) ExplanationArrays(writer, group + "/").add(*column.explanation);
        }
        writer.add("columns", io::npyBytes(titles));
        writer.add("correlation", matrixBytes(comparison.correlation));
        static_cast<void>(writer.write(file, {}));  // Nothing stops it.
        return Done{};
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

}  // namespace sigscope
