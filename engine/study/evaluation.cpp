#include "engine/api/evaluation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/metrics/metric_parameters.h"
#include "engine/metrics/scores.h"
#include "engine/stopwatch.h"
#include "engine/study/map_file.h"
#include "engine/study/picture_maps.h"

namespace sigscope {

namespace study {

namespace {

constexpr const char* randomMethod = "random";  // control_maps.h

/// Mean and deviation of numbers as they come (Welford 1962).
struct RunningMean {
    int count = 0;
    double mean = 0;
    double squares = 0;

    void add(double value) {
        ++count;
        const double step = value - mean;
        mean += step / count;
        squares += step * (value - mean);
    }
    [[nodiscard]] std::optional<double> deviation() const {
        return count > 1 ? std::optional(std::sqrt(squares / (count - 1))) : std::nullopt;
    }
};

class EvaluationRun {
public:
    EvaluationRun(const EvaluationRequest& request,
                  const std::function<void(const BenchmarkProgress&)>& progress,
                  std::stop_token stop)
        : m_request(request), m_progress(progress), m_stop(std::move(stop)) {}

    Evaluation run() {
        requireMetrics(m_request.metrics);
        m_options = metrics::metricOptions(m_request.metricValues);
        for (const ChosenMethod& method : m_request.methods)
            m_explainer.requireSense(method.name, method.parameters);
        try {
            for (const ExplainRequest& picture : m_request.pictures) measurePicture(picture);
            for (const MapFile& map : m_request.maps) measureFile(map);
        } catch (const metrics::Stopped&) {
            m_evaluation.partial = true;
        }
        requireAnyValue();
        m_evaluation.curves = m_curves.groups();
        return m_evaluation;
    }

private:
    /// Where there is no row with a value, why there is none is the failure.
    void requireAnyValue() const {
        for (const EvaluationRow& row : m_evaluation.rows)
            if (row.value) return;
        if (!m_evaluation.rows.empty()) throw Error(m_evaluation.rows.front().reason);
    }

    [[nodiscard]] Question questionOf(const ExplainRequest& request) const {
        return {request, m_request.label, {}, m_request.metrics, m_options};
    }

    void measurePicture(const ExplainRequest& picture) {
        for (const ChosenMethod& method : m_request.methods) {
            tell(picture, method.name);
            add(picture, method.name, explained(picture, method));
        }
        if (m_request.randomMaps > 0) measureRandomMaps(picture);
    }

    std::vector<Measurement> explained(ExplainRequest request, const ChosenMethod& method) {
        request.method = method.name;
        request.parameters = method.parameters;
        const MeasuredPicture measured =
            explainAndMeasure(m_explainer, questionOf(request), m_stop);
        noteFlatness(method.name, measured.attribution);
        return measured.measurements;
    }

    /// One row for all of them by each metric.
    void measureRandomMaps(const ExplainRequest& picture) {
        std::map<std::string, RunningMean> means;
        std::vector<Measurement> last;
        for (std::int64_t seed = 1; seed <= m_request.randomMaps; ++seed) {
            tell(picture, randomMethod);
            last = explained(picture, {randomMethod, {{"draw-seed", seed}}});
            addCurves(picture, randomMethod, last);
            for (const Measurement& one : last)
                if (one.value) means[one.metric].add(*one.value);
        }
        for (const Measurement& one : last) {
            const RunningMean& mean = means[one.metric];
            EvaluationRow& row = m_evaluation.rows.emplace_back(
                EvaluationRow{nameOf(picture), randomMethod, one.metric, {}, mean.deviation()});
            if (mean.count > 0)
                row.value = mean.mean;
            else
                row.reason = one.reason;
        }
    }

    void measureFile(const MapFile& map) {
        const std::string name = map.file.filename().string();
        tell(map.request, name);
        try {
            const at::Tensor attribution = readMap(map.file);
            if (const std::string interruption = interruptionOf(map.file); !interruption.empty())
                note(name + ": is a part, its run was " + interruption);
            noteFlatness(name, attribution);
            add(map.request, name,
                measureMap(m_explainer, questionOf(map.request), attribution, m_stop));
        } catch (const Error& error) {
            const std::string reason = error.what();
            const bool isNamed = reason.find(map.file.string()) != std::string::npos;
            add(map.request, name,
                withoutValues(m_request.metrics,
                              isNamed ? reason : map.file.string() + ": " + reason));
        }
    }

    void note(const std::string& text) {
        if (std::ranges::find(m_evaluation.notes, text) == m_evaluation.notes.end())
            m_evaluation.notes.push_back(text);
    }

    /// A map that ranks nothing has values all the same: those of an order of the pixels.
    void noteFlatness(const std::string& name, const at::Tensor& map) {
        if (map.defined() && at::equal(map, map.flatten()[0].expand_as(map)))
            note(name +
                 ": is the same everywhere, so that metrics which rank pixels take them row "
                 "by row");
    }

    void add(const ExplainRequest& picture, const std::string& map,
             const std::vector<Measurement>& measurements) {
        for (const Measurement& one : measurements)
            m_evaluation.rows.push_back(
                {nameOf(picture), map, one.metric, one.value, std::nullopt, one.reason});
        addCurves(picture, map, measurements);
    }

    void addCurves(const ExplainRequest& picture, const std::string& map,
                   const std::vector<Measurement>& measurements) {
        for (const Measurement& one : measurements)
            for (const MetricCurve& curve : one.curves)
                m_curves.add({nameOf(picture), picture.model, map, one.metric, curve});
    }

    static std::string nameOf(const ExplainRequest& picture) {
        return picture.image.filename().string();
    }

    void tell(const ExplainRequest& picture, const std::string& map) {
        if (m_progress) {
            const double each = m_begun > 0 ? m_stopwatch.seconds() / m_begun : 0;
            m_progress(
                {nameOf(picture) + ", " + map, m_begun, mapCount(), each * (mapCount() - m_begun)});
        }
        ++m_begun;
    }

    [[nodiscard]] int mapCount() const {
        const auto each = m_request.methods.size() + static_cast<std::size_t>(m_request.randomMaps);
        return static_cast<int>(m_request.pictures.size() * each + m_request.maps.size());
    }

    const EvaluationRequest& m_request;
    const std::function<void(const BenchmarkProgress&)>& m_progress;
    std::stop_token m_stop;
    Explainer m_explainer;
    metrics::MetricOptions m_options;
    Evaluation m_evaluation;
    CurveMeans m_curves;
    Stopwatch m_stopwatch;
    int m_begun = 0;
};

}  // namespace

}  // namespace study

std::variant<Evaluation, RunFailure> runEvaluation(
    const EvaluationRequest& request, const std::function<void(const BenchmarkProgress&)>& progress,
    const std::stop_token& stop) {
    try {
        return study::EvaluationRun(request, progress, stop).run();
    } catch (...) {
        return RunFailure{currentErrorMessage(), currentErrorCause()};
    }
}

}  // namespace sigscope
