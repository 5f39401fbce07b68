#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/curve_means.h"
#include "engine/api/metric_settings.h"
#include "engine/api/outcome.h"
#include "engine/api/study.h"

namespace sigscope {

/// A map that a study made, as far as it is not measured.
struct StudyMap {
    std::string picture;
    std::string model;
    std::string method;
    double seconds = 0;  ///< That the method took; measuring is not in it.
    std::string file{};  ///< Within the study's folder; empty where maps are not kept.

    bool operator==(const StudyMap&) const = default;
};

/// A model with what its weights are told by.
struct StudyModel {
    std::string name;
    std::string sha256;
};

/// Of what and how a study was computed.
struct StudyOrigin {
    std::string program;  ///< Its name and version.
    std::vector<StudyModel> models;
    std::string command;  ///< That began it; empty where it is not known.
    /// Where the names of its pictures begin, and within the study for those that it unpacked
    /// itself; empty where it is not known.
    std::filesystem::path pictures;
    std::vector<MetricSettings> settings{};  ///< By which definitions metrics were taken.
};

/// A study as its folder holds it.
struct StudyContents {
    std::filesystem::path folder;
    StudyOrigin origin;
    std::vector<StudyRow> rows;  ///< By picture, model, method and metric.
    std::vector<StudyMap> maps;  ///< By picture, model and method.
    std::vector<CurveGroup> curves;
    int planned = 0;  ///< Maps that it has once it is done; 0 where it is not known.
};

/// What of a study is still to be measured: "3 of its 8 maps are still to be measured"; empty where
/// it is done.
[[nodiscard]] std::string unmeasuredText(const StudyContents& study);

/// Fails naming the folder: it has no study, or a damaged one.
[[nodiscard]] Outcome<StudyContents> readStudyContents(const std::filesystem::path& folder);

/// The file of a picture of the study: where it was when the study began, or what the study
/// unpacked itself. Fails where it is no longer there, naming the place.
[[nodiscard]] Outcome<std::filesystem::path> pictureOf(const StudyContents& study,
                                                       const std::string& picture);

/// A kept map, [3, H, W]. Fails naming the file and the reason.
[[nodiscard]] Outcome<Array> readKeptMap(const StudyContents& study, const StudyMap& map);

}  // namespace sigscope
