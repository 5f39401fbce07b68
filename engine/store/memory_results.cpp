#include "engine/store/memory_results.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/api/request_files.h"
#include "engine/store/file_stamp.h"

namespace sigscope::store {

namespace {

template <typename Value>
std::int64_t bytesOf(const std::vector<Value>& values) {
    return static_cast<std::int64_t>(values.size() * sizeof(Value));
}

std::int64_t bytesOf(const Scene& scene) {
    std::int64_t bytes = bytesOf(scene.picture.pixels) + bytesOf(scene.seen.pixels);
    for (const std::string& label : scene.labels)
        bytes += std::ssize(label) + std::int64_t{sizeof label};
    return bytes;
}

StoredResult withoutTrace(StoredResult result) {
    auto still = std::make_shared<Explanation>(*result.explanation);
    still->trace.reset();
    still->moments.reset();
    result.explanation = std::move(still);
    return result;
}

}  // namespace

RequestKey keyOf(const ExplainRequest& request, const Catalogue& catalogue) {
    const ExplainRequest none;
    RequestKey key{request, {}};
    key.request.device = none.device;
    key.request.tracing = none.tracing;
    key.request.traceBudget = none.traceBudget;
    key.request.reuse = none.reuse;
    for (const auto& place : placesOf(request, catalogue)) {
        std::vector<std::string> stamps = placeStamps(place);
        std::ranges::move(stamps, std::back_inserter(key.stamps));
    }
    return key;
}

std::int64_t bytesOf(const Explanation& explanation) {
    std::int64_t bytes = sizeof(Explanation);
    for (const Array* array :
         {&explanation.attribution, &explanation.input, &explanation.baseline, &explanation.spread})
        bytes += array->bytes();
    for (const auto* list : {&explanation.alphas, &explanation.f, &explanation.accumulatedSums})
        bytes += bytesOf(*list);
    bytes += bytesOf(explanation.logits) + bytesOf(explanation.perBaseline);
    if (explanation.scene) bytes += bytesOf(*explanation.scene);
    if (explanation.trace) bytes += explanation.trace->bytes();
    if (explanation.moments) bytes += explanation.moments->bytes();
    return bytes;
}

MemoryResults::MemoryResults(const Catalogue& catalogue, std::int64_t budget)
    : m_catalogue(catalogue), m_budget(budget) {}

std::optional<StoredResult> MemoryResults::find(const ExplainRequest& request) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_entries.empty()) return {};
    }
    const RequestKey key = keyOf(request, m_catalogue);
    const std::lock_guard lock(m_mutex);
    return use(std::ranges::find_if(m_entries, [&key](const Entry& entry) {
        const auto answers = [&key](const Answered& answered) {
            return answered.key == key && areUnchanged(answered.further);
        };
        return std::ranges::any_of(entry.answered, answers);
    }));
}

std::optional<StoredResult> MemoryResults::find(const SpecId& spec) {
    const std::lock_guard lock(m_mutex);
    return use(entryOf(spec));
}

void MemoryResults::add(RequestKey key, StoredResult result, std::vector<FileState> further) {
    if (m_budget <= 0) return;
    const std::lock_guard lock(m_mutex);
    forget(key);
    const auto known = entryOf(result.explanation->spec);
    Entry entry;
    if (known != m_entries.end()) {
        entry.answered = std::move(known->answered);
        m_entries.erase(known);
    }
    entry.bytes = bytesOf(*result.explanation);
    entry.result = std::move(result);
    entry.answered.push_back({std::move(key), std::move(further)});
    m_entries.push_front(std::move(entry));
    keepToBudget();
}

std::optional<StoredResult> MemoryResults::use(Entries::iterator entry) {
    if (entry == m_entries.end()) return {};
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return entry->result;
}

MemoryResults::Entries::iterator MemoryResults::entryOf(const SpecId& spec) {
    return std::ranges::find_if(
        m_entries, [&spec](const Entry& entry) { return entry.result.explanation->spec == spec; });
}

void MemoryResults::forget(const RequestKey& key) {
    for (Entry& entry : m_entries)
        std::erase_if(entry.answered,
                      [&key](const Answered& answered) { return answered.key == key; });
}

void MemoryResults::keepToBudget() {
    std::int64_t bytes = 0;
    for (const Entry& entry : m_entries) bytes += entry.bytes;
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend() && bytes > m_budget; ++entry) {
        const Explanation& whole = *entry->result.explanation;
        if (!whole.trace && !whole.moments) continue;
        bytes -= std::exchange(entry->bytes, 0);
        entry->result = withoutTrace(std::move(entry->result));
        entry->bytes = bytesOf(*entry->result.explanation);
        bytes += entry->bytes;
    }
    while (bytes > m_budget) {
        bytes -= m_entries.back().bytes;
        m_entries.pop_back();
    }
}

}  // namespace sigscope::store
