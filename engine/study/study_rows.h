#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/study.h"
#include "engine/api/study_contents.h"
#include "engine/error.h"

struct sqlite3;

namespace sigscope::study {

/// What a row is of, but for the metric.
struct MapKey {
    std::string picture;
    std::string model;
    std::string method;

    auto operator<=>(const MapKey&) const = default;
};

/// What a study's folder says of itself.
struct StudyFacts {
    std::string spec;  ///< study_spec.h
    Shard shard;
    int maps = 0;  ///< How many the shard has once it is done.
    // For reports, and no part of what the study is; empty where it is not known.
    std::string command{};   ///< That began it.
    std::string pictures{};  ///< Where the names of its pictures begin (study_contents.h).

    bool operator==(const StudyFacts&) const = default;
};

/// A study's rows in its folder's study.sqlite. What is added is there whole or not at all,
/// whenever the program or the machine stops.
class StudyRows {
public:
    /// Those that are there. Throws Error naming the folder: it has no study, or a damaged one.
    explicit StudyRows(const std::filesystem::path& folder);

    /// Those that are there, or none yet. Throws Error likewise, and if they are of other facts.
    StudyRows(const std::filesystem::path& folder, const StudyFacts& facts);

    [[nodiscard]] const StudyFacts& facts() const { return m_facts; }

    /// Whether there are rows of the map.
    [[nodiscard]] bool has(const MapKey& key) const;

    /// Whether there are rows of the map, and none has a value.
    [[nodiscard]] bool hasFailed(const MapKey& key) const;

    /// Adds all of `rows`, and what is kept beside them, in one transaction. Throws Error if one is
    /// there already.
    void add(const std::vector<StudyRow>& rows, const std::vector<StudyMap>& maps = {},
             const std::vector<MapCurve>& curves = {});

    /// By picture, model, method and metric.
    [[nodiscard]] std::vector<StudyRow> all() const;

    /// By picture, model and method; none of a study of before they were kept.
    [[nodiscard]] std::vector<StudyMap> maps() const;

    /// Tells all curves, one at a time: of a large study they do not fit into memory. None
    /// likewise.
    void eachCurve(const std::function<void(const MapCurve&)>& tell) const;

private:
    void open(const std::filesystem::path& folder, int flags);
    void create(const StudyFacts& facts);
    void insert(const std::vector<StudyRow>& rows);
    void insert(const std::vector<StudyMap>& maps);
    void insert(const std::vector<MapCurve>& curves);
    /// Whether a row of the map meets the condition in SQL.
    [[nodiscard]] bool hasRow(const MapKey& key, const std::string& condition) const;
    [[nodiscard]] bool hasTable(const std::string& name) const;
    [[nodiscard]] std::optional<std::string> find(const std::string& key) const;
    [[nodiscard]] std::string fact(const std::string& key) const;
    void readFacts();
    /// Throws Error with the library's reason.
    [[noreturn]] void fail(const std::string& reason) const;
    /// The same, but for what the machine has no room for: that is std::runtime_error.
    [[noreturn]] void fail(const Error& error) const;

    std::string m_name;
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> m_database;
    StudyFacts m_facts;
};

/// The file of a folder's rows.
[[nodiscard]] std::filesystem::path rowsFile(const std::filesystem::path& folder);

}  // namespace sigscope::study
