#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/forecast.h"
#include "engine/api/lane.h"
#include "engine/api/layer_randomisation.h"
#include "engine/api/map_evaluation.h"
#include "engine/api/outcome.h"
#include "engine/api/region.h"
#include "engine/api/result_store.h"
#include "engine/api/run_observer.h"
#include "engine/api/surface_events.h"

namespace sigscope {

/// The background engine: one run computes at a time, on a thread of the engine's own. All members
/// may be called from any thread and return at once.
class Engine {
public:
    virtual ~Engine() = default;

    [[nodiscard]] virtual const Catalogue& catalogue() const = 0;

    /// Starts a run as soon as possible. In the foreground it replaces the run before it, which is
    /// reported to its observer as cancelled; what the queue was computing goes on afterwards from
    /// where it was. Requests that make no sense fail through the observer.
    virtual RunId submit(ExplainRequest request, std::shared_ptr<RunObserver> observer,
                         Lane lane = Lane::Foreground) = 0;

    /// Starts computing a surface, on the queue. Requests that make no sense fail through the
    /// observer.
    virtual RunId computeSurface(SurfaceRequest request,
                                 std::shared_ptr<SurfaceObserver> observer) = 0;
    /// Measures a map, on the queue. It is numbered as runs are; cancel() and the others take it.
    virtual RunId submit(MapEvaluationRequest request,
                         std::shared_ptr<MapEvaluationObserver> observer) = 0;
    /// Asks the request's method about networks with random layers, stage by stage, on the queue;
    /// numbered likewise.
    virtual RunId randomiseLayers(RandomisationRequest /*request*/,
                                  std::shared_ptr<RandomisationObserver> observer) {
        observer->failed(0, {"this engine randomises no layers"});
        return 0;
    }
    /// What a run of `request` would take.
    [[nodiscard]] virtual Forecast forecast(const ExplainRequest& /*request*/) const { return {}; }

    /// Evaluates f once, of the request's picture with its (first) baseline in place of a region's
    /// pixels, on the queue; nothing else of the request's method is done. `told` hears of it once,
    /// on the compute thread, or on that which cancels it. The number is for cancel().
    virtual RunId fillRegion(ExplainRequest /*request*/, Region /*region*/,
                             std::function<void(const Outcome<double>&)> told) {
        told(Failure{"this engine fills no regions"});
        return 0;
    }

    /// Makes the path of a result that was read from a file anew, to be scrubbed along the maps
    /// that the file holds (Explanation::pathMaps), on the queue: `request` is that of its recipe.
    /// No model is read and no gradient taken. `told` hears of it once, as fillRegion()'s: null
    /// where the file or the method does not tell enough.
    virtual RunId restoreTrace(ExplainRequest /*request*/,
                               std::shared_ptr<const Explanation> /*result*/,
                               std::function<void(std::shared_ptr<const PathTrace>)> told) {
        told(nullptr);
        return 0;
    }

    /// What runs have come to; each is here before its observer hears of its end.
    [[nodiscard]] virtual ResultStore& results() = 0;

    /// Stops that run within one micro-batch. Nothing if it is over; likewise below.
    virtual void cancel(RunId run) = 0;

    /// Lets that run wait, within one micro-batch, until it is resumed or cancelled.
    virtual void pause(RunId run) = 0;
    virtual void resume(RunId run) = 0;

    /// Lets that run go before the others that wait on the queue, until another is preferred.
    virtual void prefer(RunId run) = 0;
};

struct EngineOptions {
    int threads = 0;  ///< Torch's threads; 0 for one per core.
    /// Bytes of results that are remembered, so that none is computed twice; 0 for none.
    std::int64_t resultBudget = 0;
    /// For what was learned of models and is worth remembering beyond this process; empty for none.
    std::filesystem::path cacheFolder{};
};

[[nodiscard]] std::unique_ptr<Engine> makeEngine(const EngineOptions& options = {});

/// The folder with models/ and labels/: $SIGSCOPE_RESOURCES, else share/sigscope beside the
/// program's folder. Set once by main, before makeEngine.
void setResourceFolder(const std::filesystem::path& folder);

/// Writes a result as .npz (README.md says which arrays), whole or not at all: a stop or an error
/// leaves what was at `file` before.
[[nodiscard]] Outcome<Done> writeNpz(const std::filesystem::path& file,
                                     const Explanation& explanation, std::stop_token stop = {});

/// What writeNpz would write.
[[nodiscard]] Outcome<std::string> npzBytes(const Explanation& explanation);

/// Reads what writeNpz wrote, or a figure (.png, .svg, .pdf) carries of it: all of a result but its
/// trace (of which it may hold maps), its seconds and the photograph around what the model saw; its
/// run is 0, its SpecId empty. The file is not trusted. Null where it holds no result, or an older
/// program wrote it, which left out what it takes to show it. Failures name the file.
[[nodiscard]] Outcome<std::shared_ptr<const Explanation>> readResult(
    const std::filesystem::path& file);

/// Whether the file is a figure (.png, .svg, .pdf) that carries a result; not so of what cannot be
/// read.
[[nodiscard]] bool carriesResult(const std::filesystem::path& file);

/// The picture in a file as runs read it: of any format that is read, upright, in sRGB. On any
/// thread. Failures name the file and the reason.
[[nodiscard]] Outcome<Image> readPictureFile(const std::filesystem::path& file);

/// The versions of the program and of Torch, e.g. "sigscope 0.1.0 (LibTorch 2.13.0)".
[[nodiscard]] std::string versionLine();

}  // namespace sigscope
