#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/api/study.h"
#include "engine/api/whole_file.h"
#include "engine/compute/compute_engine.h"
#include "engine/error_message.h"
#include "engine/methods/draw_seed.h"
#include "engine/metrics/metric_parameters.h"
#include "engine/metrics/scores.h"
#include "engine/problem/named_stream.h"
#include "engine/study/folder_lock.h"
#include "engine/study/map_file.h"
#include "engine/study/method_paces.h"
#include "engine/study/picture_maps.h"
#include "engine/study/study_rows.h"
#include "engine/study/study_spec.h"
#include "engine/study/unpacked_picture.h"

namespace sigscope {

namespace study {

namespace {

namespace fs = std::filesystem;

constexpr const char* unpackedFolder = "pictures";  ///< Of the study's.

/// A name of a folder for what may be a path.
std::string folderName(const std::string& text) {
    return fs::path(text).stem().string();
}

/// Where the names of `pictures` begin; empty where files are not called as pictures are.
std::string rootOf(const std::vector<LabelledPicture>& pictures) {
    if (pictures.empty()) return {};
    const LabelledPicture& first = pictures.front();
    if (first.record) return unpackedFolder;
    const std::string file = fs::absolute(first.file).string();
    return file.ends_with(first.name) ? file.substr(0, file.size() - first.name.size()) : "";
}

/// A curve of hundreds of steps at so many of them, evenly: it is kept to be drawn.
MetricCurve thinned(const MetricCurve& curve) {
    constexpr std::size_t mostPoints = 33;
    const std::size_t count = std::min(curve.x.size(), curve.y.size());
    if (count <= mostPoints) return curve;
    MetricCurve few{curve.name, curve.axis, curve.quantity, {}, {}};
    for (std::size_t i = 0; i < mostPoints; ++i) {
        const std::size_t point = i * (count - 1) / (mostPoints - 1);
        few.x.push_back(curve.x[point]);
        few.y.push_back(curve.y[point]);
    }
    return few;
}

/// A random map that was the same for all pictures would be no control: unless a draw was chosen,
/// each picture has one of its own, in whatever shard it is.
ParameterValues parametersOn(const LabelledPicture& picture, const ChosenMethod& method,
                             std::int64_t seed) {
    constexpr const char* drawSeed = "draw-seed";
    ParameterValues parameters = method.parameters;
    if (method.name != "random" || parameters.contains(drawSeed)) return parameters;
    const NamedStream stream("study/" + std::to_string(seed) + "/random/" + picture.name);
    parameters[drawSeed] =
        static_cast<std::int64_t>(stream.uniform(1) * methods::drawSeedText().maximum);
    return parameters;
}

/// One map of the study.
struct PlannedMap {
    const LabelledPicture& picture;
    std::size_t pictureNumber = 0;
    std::size_t modelNumber = 0;
    const ChosenMethod& method;
};

/// A shard of a study, from what there is of it to its end.
class StudyRun {
public:
    StudyRun(const StudyRequest& request, const fs::path& folder,
             const std::function<void(const BenchmarkProgress&)>& progress, std::stop_token stop)
        : m_request(request),
          m_folder(folder),
          m_progress(progress),
          m_stop(std::move(stop)),
          m_catalogue(compute::catalogueOf(methods::builtInMethods())) {}

    StudyState run() {
        requireSense();
        auto pictures = readDataset(m_request.dataset, m_request.layout);
        if (m_request.limit)
            pictures = drawn(std::move(pictures), *m_request.limit, m_request.seed);
        const auto own = ofShard(pictures, m_request.shard);
        m_state.maps =
            static_cast<int>(own.size() * m_request.models.size() * m_request.methods.size());
        const FolderLock lock(m_folder);
        StudyRows rows(m_folder,
                       {specOf(m_request, requestFields(m_catalogue), pictures), m_request.shard,
                        m_state.maps, m_request.command, rootOf(pictures)});
        for (const StudyMap& map : rows.maps())
            if (map.file.empty()) m_unkept.insert({map.picture, map.model, map.method});
        MethodPaces paces(m_request.methods,
                          static_cast<int>(own.size() * m_request.models.size()));
        // A model stays loaded while all pictures pass by it.
        for (std::size_t model = 0; model < m_request.models.size(); ++model)
            for (std::size_t i = 0; i < own.size(); ++i)
                for (const ChosenMethod& method : m_request.methods)
                    if (!m_state.partial) make({own[i], i, model, method}, rows, paces);
        return m_state;
    }

private:
    /// What is wrong with the question is said before the first picture.
    void requireSense() {
        requireMetrics(m_request.metrics);
        m_options = metrics::metricOptions(m_request.metricValues);
        if (m_request.models.empty() || m_request.methods.empty())
            throw Error("study: at least one model and one method are needed");
        for (const ChosenMethod& method : m_request.methods)
            m_explainer.requireSense(method.name, method.parameters);
        for (const std::string& model : m_request.models) {
            ExplainRequest request = m_request.explain;
            request.model = model;
            m_explainer.requireModel(request);
        }
    }

    /// Adds the map's rows, unless they are there.
    void make(const PlannedMap& planned, StudyRows& rows, MethodPaces& paces) {
        const MapKey key = keyOf(planned);
        if (!rows.has(key)) {
            tell(key, paces);
            paces.begin();
            try {
                add(planned, key, rows);
            } catch (const metrics::Stopped&) {
                m_state.partial = true;
                return;
            }
            ++m_state.made;
            paces.made(key.method);
        }
        if (rows.hasFailed(key)) ++m_state.failed;
        if (m_request.maps == MapKeeping::Kept && m_unkept.contains(key)) ++m_state.unkept;
        ++m_state.done;
        paces.done(key.method);
        m_state.partial = m_stop.stop_requested() && m_state.done < m_state.maps;
    }

    void add(const PlannedMap& planned, const MapKey& key, StudyRows& rows) {
        const MeasuredPicture measured = measuredOf(planned);
        std::vector<StudyRow> added;
        std::vector<MapCurve> curves;
        for (const Measurement& one : measured.measurements) {
            added.push_back(
                {key.picture, key.model, key.method, one.metric, one.value, one.reason});
            for (const MetricCurve& curve : one.curves)
                curves.push_back({key.picture, key.model, key.method, one.metric, thinned(curve)});
        }
        if (!measured.attribution.defined()) return rows.add(added);
        StudyMap map{key.picture, key.model, key.method, measured.seconds};
        if (m_request.maps == MapKeeping::Kept) map.file = keep(planned, measured.attribution);
        rows.add(added, {map}, curves);
    }

    MeasuredPicture measuredOf(const PlannedMap& planned) {
        Question question{
            m_request.explain, {}, planned.picture.object, m_request.metrics, m_options};
        question.request.image = unpackedPicture(planned.picture, m_folder / unpackedFolder);
        question.request.model = m_request.models[planned.modelNumber];
        question.request.method = planned.method.name;
        question.request.parameters = parametersOn(planned.picture, planned.method, m_request.seed);
        question.request.target =
            m_request.explained == ExplainedClass::Top ? "top" : planned.picture.label;
        if (question.request.target.empty())
            return {{}, withoutValues(m_request.metrics, planned.picture.name + ": has no label")};
        return explainAndMeasure(m_explainer, question, m_stop);
    }

    /// Before the rows are: a map without rows is made again, rows without a map would not be.
    /// Gives its place within the folder.
    std::string keep(const PlannedMap& planned, const at::Tensor& attribution) const {
        const fs::path place = fs::path("maps") /
                               (std::to_string(planned.modelNumber) + "-" +
                                folderName(m_request.models[planned.modelNumber])) /
                               planned.method.name;
        const fs::path folder = m_folder / place;
        std::error_code error;
        fs::create_directories(folder, error);
        if (error)
            throw std::runtime_error(folder.string() + ": cannot be made: " + error.message());
        std::string number = std::to_string(planned.pictureNumber * m_request.shard.count +
                                            m_request.shard.index - 1);
        number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
        const std::string name = number + "-" + folderName(planned.picture.name) + ".npz";
        const auto written = writeWholeFile(folder / name, mapNpz(attribution));
        if (!written) throw std::runtime_error(written.error());
        return (place / name).string();
    }

    [[nodiscard]] MapKey keyOf(const PlannedMap& planned) const {
        return {planned.picture.name, m_request.models[planned.modelNumber], planned.method.name};
    }

    void tell(const MapKey& key, const MethodPaces& paces) const {
        if (m_progress)
            m_progress({key.picture + ", " + key.method + " " + paces.place(key.method),
                        m_state.done, m_state.maps, paces.eta()});
    }

    const StudyRequest& m_request;
    const fs::path& m_folder;
    const std::function<void(const BenchmarkProgress&)>& m_progress;
    std::stop_token m_stop;
    Catalogue m_catalogue;
    Explainer m_explainer;
    metrics::MetricOptions m_options;
    StudyState m_state;
    std::set<MapKey> m_unkept;  ///< Maps of before that are in no file.
};

}  // namespace

}  // namespace study

StudyEnd runStudy(const StudyRequest& request, const std::filesystem::path& folder,
                  const std::function<void(const BenchmarkProgress&)>& progress,
                  const std::stop_token& stop) {
    try {
        return study::StudyRun(request, folder, progress, stop).run();
    } catch (...) {
        return RunFailure{currentErrorMessage(), currentErrorCause()};
    }
}

Outcome<std::vector<StudyRow>> readStudy(const std::filesystem::path& folder) {
    try {
        return study::StudyRows(folder).all();
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
