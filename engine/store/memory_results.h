#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/result_store.h"
#include "engine/store/file_stamp.h"

namespace sigscope::store {

/// A request with the state of what it reads: equal keys have one SpecId, and nobody need read the
/// files to know it.
struct RequestKey {
    ExplainRequest request;           ///< Less what is no part of a SpecId.
    std::vector<std::string> stamps;  ///< file_stamp.h

    bool operator==(const RequestKey&) const = default;
};

/// The key of `request` as its files are now. What is computed afterwards may be kept by it: a file
/// that is written meanwhile has another stamp.
[[nodiscard]] RequestKey keyOf(const ExplainRequest& request, const Catalogue& catalogue);

/// Bytes of a result with its trace.
[[nodiscard]] std::int64_t bytesOf(const Explanation& explanation);

/// Results within a budget of memory. Over it, what was not asked for the longest goes first: the
/// traces of all results before any map.
class MemoryResults final : public ResultStore {
public:
    /// `catalogue` outlives this. A budget of 0 keeps nothing.
    MemoryResults(const Catalogue& catalogue, std::int64_t budget);

    [[nodiscard]] std::optional<StoredResult> find(const ExplainRequest& request) override;

    /// The same by name, whatever files are called.
    [[nodiscard]] std::optional<StoredResult> find(const SpecId& spec);

    /// Keeps `result`, whose explanation is whole and has a SpecId, in place of what there was of
    /// it. `further`: the files that only the request's own files name, as they were when they were
    /// read; the key finds nothing once one of them has changed.
    void add(RequestKey key, StoredResult result, std::vector<FileState> further = {});

private:
    /// A request that a result answers.
    struct Answered {
        RequestKey key;
        std::vector<FileState> further;
    };
    struct Entry {
        StoredResult result;
        std::int64_t bytes = 0;
        std::vector<Answered> answered;
    };
    using Entries = std::list<Entry>;

    /// Notes that the entry was asked for; nothing of end().
    [[nodiscard]] std::optional<StoredResult> use(Entries::iterator entry);
    [[nodiscard]] Entries::iterator entryOf(const SpecId& spec);
    void forget(const RequestKey& key);
    void keepToBudget();

    const Catalogue& m_catalogue;
    const std::int64_t m_budget;
    std::mutex m_mutex;
    Entries m_entries;  ///< The one asked for last is the first.
};

}  // namespace sigscope::store
