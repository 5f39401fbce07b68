#include <filesystem>
#include <map>
#include <set>

#include "engine/api/study.h"
#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/study/folder_lock.h"
#include "engine/study/study_rows.h"
#include "engine/study/study_spec.h"

namespace sigscope {

namespace study {

namespace {

namespace fs = std::filesystem;

/// A shard, read.
struct ReadShard {
    fs::path folder;
    StudyFacts facts;
    std::vector<StudyRow> rows;
    std::vector<StudyMap> maps;
};

ReadShard readShard(const fs::path& folder) {
    const StudyRows rows(folder);
    return {folder, rows.facts(), rows.all(), rows.maps()};
}

std::vector<MapCurve> curvesOf(const fs::path& folder) {
    std::vector<MapCurve> curves;
    StudyRows(folder).eachCurve([&curves](const MapCurve& curve) { curves.push_back(curve); });
    return curves;
}

int mapsIn(const std::vector<StudyRow>& rows) {
    std::set<MapKey> maps;
    for (const StudyRow& row : rows) maps.insert({row.picture, row.model, row.method});
    return static_cast<int>(maps.size());
}

void requireDone(const ReadShard& shard) {
    const int missing = shard.facts.maps - mapsIn(shard.rows);
    if (missing != 0)
        throw Error(shard.folder.string() + ": " + std::to_string(missing) + " of " +
                    std::to_string(shard.facts.maps) + " maps are still to be made; run it again");
}

/// Throws Error that says how `shards` are not one study, all of it and once.
void requireOneStudy(const std::vector<ReadShard>& shards) {
    const StudyFacts& first = shards.front().facts;
    std::map<int, fs::path> folders;
    std::map<std::string, fs::path> pictures;
    for (const ReadShard& shard : shards) {
        const std::string both =
            shards.front().folder.string() + " and " + shard.folder.string() + ": ";
        if (shard.facts.spec != first.spec)
            throw Error(both + "are of different studies: the second has " +
                        differenceOf(first.spec, shard.facts.spec));
        if (shard.facts.shard.count != first.shard.count)
            throw Error(both + "are of " + std::to_string(first.shard.count) + " and of " +
                        std::to_string(shard.facts.shard.count) + " shards");
        const auto [same, isNew] = folders.emplace(shard.facts.shard.index, shard.folder);
        if (!isNew)
            throw Error(same->second.string() + " and " + shard.folder.string() +
                        ": both are shard " + std::to_string(shard.facts.shard.index));
        for (const StudyRow& row : shard.rows)
            if (const auto other = pictures.emplace(row.picture, shard.folder).first;
                other->second != shard.folder)
                throw Error(other->second.string() + " and " + shard.folder.string() +
                            ": both have the picture " + row.picture);
        requireDone(shard);
    }
    for (int index = 1; index <= first.shard.count; ++index)
        if (!folders.contains(index))
            throw Error("study: shard " + std::to_string(index) + " of " +
                        std::to_string(first.shard.count) + " is missing");
}

StudyState merge(const std::vector<fs::path>& folders, const fs::path& into) {
    if (folders.empty()) throw Error("study: there are no shards to merge");
    if (fs::exists(into) && !fs::is_empty(into))
        throw Error(into.string() + ": is there already; merge into a new folder");
    std::vector<ReadShard> shards;
    for (const fs::path& folder : folders) shards.push_back(readShard(folder));
    requireOneStudy(shards);
    StudyFacts facts = shards.front().facts;
    facts.shard = {};
    facts.maps = 0;
    std::vector<StudyRow> rows;
    std::vector<StudyMap> maps;
    for (const ReadShard& shard : shards) {
        facts.maps += shard.facts.maps;
        rows.insert(rows.end(), shard.rows.begin(), shard.rows.end());
        maps.insert(maps.end(), shard.maps.begin(), shard.maps.end());
    }
    const FolderLock lock(into);
    StudyRows merged(into, facts);
    // Rows come last: where they are, all is.
    for (const ReadShard& shard : shards) merged.add({}, {}, curvesOf(shard.folder));
    merged.add(rows, maps);
    for (const ReadShard& shard : shards)
        if (fs::exists(shard.folder / "maps"))
            fs::copy(shard.folder / "maps", into / "maps", fs::copy_options::recursive);
    return {.maps = facts.maps, .done = facts.maps, .made = facts.maps};
}

}  // namespace

}  // namespace study

StudyEnd mergeStudies(const std::vector<std::filesystem::path>& shards,
                      const std::filesystem::path& into) {
    try {
        return study::merge(shards, into);
    } catch (...) {
        return RunFailure{currentErrorMessage(), currentErrorCause()};
    }
}

}  // namespace sigscope
