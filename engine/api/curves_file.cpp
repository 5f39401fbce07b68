#include "engine/api/curves_file.h"

#include "engine/api/csv_field.h"
#include "engine/api/parameters.h"
#include "engine/api/whole_file.h"

namespace sigscope {

namespace {

std::string commented(const std::string& text) {
    std::string lines = "# ";
    for (const char c : text) {
        lines += c;
        if (c == '\n') lines += "# ";
    }
    return lines + '\n';
}

/// The recipe, and that it is not a whole run's: in a line of another beginning, which readers of
/// recipes do not take for one.
std::string preamble(const Explanation& explanation) {
    std::string text = commented(explanation.recipe);
    if (explanation.partial)
        text += "#partial: interrupted after " + std::to_string(explanation.evaluations) +
                (explanation.evaluations == 1 ? " evaluation\n" : " evaluations\n");
    return text;
}

std::string regionTitles(const std::vector<MarkedRegion>& regions) {
    std::string titles;
    for (const auto& [region, filled] : regions)
        titles += "," +
                  csvField("sum_" + region.name + "_x" + std::to_string(region.left) + "_y" +
                           std::to_string(region.top) + "_" + std::to_string(region.width) + "x" +
                           std::to_string(region.height)) +
                  "," + csvField("filled_" + region.name);
    return titles;
}

std::string regionValues(const Explanation& explanation, const std::vector<MarkedRegion>& regions,
                         double alpha) {
    if (regions.empty()) return {};
    std::string values;
    const Array map =
        explanation.trace ? explanation.trace->frame(alpha).accumulated : Array(0, 0, 0);
    for (const auto& [region, filled] : regions)
        values += "," +
                  (isWithin(region, map.width, map.height) ? toText(sumOver(map, region)) : "") +
                  "," + (filled ? toText(*filled) : "");
    return values;
}

}  // namespace

std::string curvesText(const Explanation& explanation, const std::vector<MarkedRegion>& regions) {
    std::string text =
        preamble(explanation) + "alpha,f,accumulated_sum" + regionTitles(regions) + "\n";
    const auto& sums = explanation.accumulatedSums;
    const bool hasSums = sums.size() == explanation.alphas.size();
    for (std::size_t i = 0; i < explanation.alphas.size(); ++i)
        text += toText(explanation.alphas[i]) + "," + toText(explanation.f[i]) + "," +
                (hasSums ? toText(sums[i]) : "") +
                regionValues(explanation, regions, explanation.alphas[i]) + "\n";
    return text;
}

std::string sideNumbersText(const Explanation& explanation) {
    std::string text = preamble(explanation) + "name,index,value\n";
    for (const SideNumbers& numbers : explanation.sideNumbers)
        for (std::size_t i = 0; i < numbers.values.size(); ++i)
            text += numbers.name + "," + std::to_string(i) + "," + toText(numbers.values[i]) + "\n";
    return text;
}

Outcome<Done> writeCurves(const std::filesystem::path& file, const Explanation& explanation,
                          const std::vector<MarkedRegion>& regions) {
    if (!explanation.traits.hasPath() && !explanation.sideNumbers.empty())
        return writeWholeFile(file, sideNumbersText(explanation));
    if (!explanation.traits.hasPath())
        return Failure{file.string() + ": this method has no path, so there are no curves"};
    return writeWholeFile(file, curvesText(explanation, regions));
}

}  // namespace sigscope
