#include "app/evaluate_flags.h"

#include <stdexcept>

#include "engine/api/engine.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

/// A photograph may be called as a figure is: that is one by what it carries.
bool isMap(const fs::path& file) {
    const fs::path ending = file.extension();
    return ending == ".npz" || ending == ".npy" || ending == ".svg" || ending == ".pdf" ||
           carriesResult(file);
}

}  // namespace

EvaluateFlags::EvaluateFlags(CLI::App& command, const Catalogue& catalogue)
    : m_maps(command, catalogue, {"image", "method"}) {
    command
        .add_option("INPUTS", m_inputs,
                    "Photographs to explain, and maps: results (.npz) and figures of them (.png, "
                    ".svg, .pdf), or anybody's arrays (.npy, .npz) of shape [H, W] or [3, H, W] as "
                    "the model sees the one photograph that "
                    "is given with them")
        ->required();
    command
        .add_option("--label", m_label,
                    "The class whose probability counts, where it is not the explained one")
        ->type_name("N|NAME");
    command
        .add_option("--random", m_randomMaps,
                    "Measures so many random maps of each photograph, too: who does no better says "
                    "nothing")
        ->type_name("N")
        ->check(CLI::Range(0, 1000));
    command.add_flag(
        "--json", m_json,
        "Prints one JSON object on standard output, rows: picture, map, metric, value, "
        "deviation, reason");
    command
        .add_option("-o,--output", m_outputs,
                    "Writes the table (.csv, .md, .tex, .html), or a figure of it and of the "
                    "metrics' curves (.svg)")
        ->type_name("FILE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

EvaluateOptions EvaluateFlags::options() const {
    EvaluateOptions options;
    options.report = m_json ? Report::Json : Report::Summary;
    options.outputs = m_outputs;
    EvaluationRequest& request = options.request;
    const ExplainRequest given = m_maps.request();
    request.methods = m_maps.methods();
    request.metrics = m_maps.metrics();
    request.metricValues = m_maps.metricValues();
    request.label = m_label;
    request.randomMaps = m_randomMaps;
    for (const fs::path& input : m_inputs) {
        if (isMap(input)) {
            request.maps.push_back({{}, input});
            continue;
        }
        request.pictures.push_back(given);
        request.pictures.back().image = input;
    }
    if (request.maps.empty() && request.methods.empty() && m_randomMaps == 0)
        throw std::invalid_argument(
            "--methods is required where there is no map: what is to be measured, as in --methods "
            "sig,ig");
    if (!request.maps.empty() && request.pictures.size() > 1)
        throw std::invalid_argument("INPUTS: maps are of one photograph, and " +
                                    std::to_string(request.pictures.size()) + " are given");
    if (request.pictures.empty() && (!request.methods.empty() || m_randomMaps > 0))
        throw std::invalid_argument(
            "INPUTS: --methods and --random make maps of a photograph, and none is given");
    if (const auto flag = m_maps.firstOfRequest(); flag && request.pictures.empty())
        throw std::invalid_argument(
            *flag +
            ": without a photograph, results say themselves what they are of; give the photograph, "
            "too, to say otherwise");
    // Without a photograph a result says itself what it is of.
    if (!request.pictures.empty())
        for (MapFile& map : request.maps) map.request = request.pictures.front();
    return options;
}

}  // namespace sigscope::app
