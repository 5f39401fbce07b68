#include "engine/study/study_rows.h"

#include <sqlite3.h>

#include <charconv>
#include <stdexcept>
#include <utility>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/study/number_list.h"
#include "engine/study/statement.h"
#include "engine/study/study_spec.h"

namespace sigscope::study {

namespace {

constexpr int rowsVersion = 1;
constexpr int patience = 60'000;  // ms, for another process that reads the same rows.

std::string shardText(const Shard& shard) {
    return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

int wholeNumber(const std::string& text) {
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw Error("is damaged");
    return number;
}

constexpr const char* tables[] = {
    "CREATE TABLE IF NOT EXISTS fact(key TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE IF NOT EXISTS row(picture TEXT, model TEXT, method TEXT, metric TEXT, "
    "value REAL, reason TEXT, PRIMARY KEY(picture, model, method, metric)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS made(picture TEXT, model TEXT, method TEXT, seconds REAL, "
    "file TEXT, PRIMARY KEY(picture, model, method)) WITHOUT ROWID",
    // x and y: number_list.h
    "CREATE TABLE IF NOT EXISTS curve(picture TEXT, model TEXT, method TEXT, metric TEXT, "
    "name TEXT, axis TEXT, quantity TEXT, x TEXT, y TEXT)"};

}  // namespace

std::filesystem::path rowsFile(const std::filesystem::path& folder) {
    return folder / "study.sqlite";
}

void StudyRows::fail(const std::string& reason) const {
    refuseFile(m_name, reason);
}

void StudyRows::fail(const Error& error) const {
    if (dynamic_cast<const StorageError*>(&error) != nullptr)
        throw std::runtime_error(m_name + ": " + error.what());
    fail(error.what());
}

void StudyRows::open(const std::filesystem::path& folder, int flags) {
    const std::filesystem::path file = rowsFile(folder);
    m_name = file.string();
    sqlite3* database = nullptr;
    const int code =
        sqlite3_open_v2(m_name.c_str(), &database, SQLITE_OPEN_READWRITE | flags, nullptr);
    m_database = {database, sqlite3_close_v2};
    if (code != SQLITE_OK) fail(database ? sqlite3_errmsg(database) : "there is not enough memory");
    sqlite3_busy_timeout(database, patience);
    // The file may be anybody's: what it calls functions is not run.
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

StudyRows::StudyRows(const std::filesystem::path& folder) : m_database(nullptr, sqlite3_close_v2) {
    if (!std::filesystem::exists(rowsFile(folder)))
        throw Error(folder.string() + ": holds no study; there is no study.sqlite in it");
    open(folder, 0);
    readFacts();
}

StudyRows::StudyRows(const std::filesystem::path& folder, const StudyFacts& facts)
    : m_database(nullptr, sqlite3_close_v2) {
    open(folder, SQLITE_OPEN_CREATE);
    try {
        create(facts);
    } catch (const Error& error) {
        fail(error);
    }
    readFacts();
    if (m_facts.spec != facts.spec)
        throw Error(folder.string() + ": holds another study, of " +
                    differenceOf(m_facts.spec, facts.spec) + "; give a new folder");
    if (m_facts.shard != facts.shard)
        throw Error(folder.string() + ": holds shard " + shardText(m_facts.shard) +
                    " of the study; give each shard a folder of its own");
}

void StudyRows::create(const StudyFacts& facts) {
    Transaction transaction(m_database.get());
    for (const char* table : tables) Statement(m_database.get(), table).run();
    const std::pair<std::string, std::string> known[] = {{"version", std::to_string(rowsVersion)},
                                                         {"spec", facts.spec},
                                                         {"shard", shardText(facts.shard)},
                                                         {"maps", std::to_string(facts.maps)},
                                                         {"command", facts.command},
                                                         {"pictures", facts.pictures}};
    for (const auto& [key, value] : known) {
        Statement insert(m_database.get(), "INSERT OR IGNORE INTO fact VALUES(?, ?)");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.run();
    }
    transaction.commit();
}

std::optional<std::string> StudyRows::find(const std::string& key) const {
    Statement select(m_database.get(), "SELECT value FROM fact WHERE key = ?");
    select.bind(1, key);
    return select.next() ? std::optional(select.text(0)) : std::nullopt;
}

std::string StudyRows::fact(const std::string& key) const {
    const auto value = find(key);
    if (!value) throw Error("is damaged: it does not say its " + key);
    return *value;
}

void StudyRows::readFacts() {
    try {
        if (wholeNumber(fact("version")) != rowsVersion)
            throw Error("was written by another version of the program");
        m_facts = {fact("spec"), parseShard(fact("shard")), wholeNumber(fact("maps")),
                   find("command").value_or(""), find("pictures").value_or("")};
    } catch (const std::exception& error) {
        fail(error.what());
    }
}

bool StudyRows::has(const MapKey& key) const {
    return hasRow(key, "1");
}

bool StudyRows::hasFailed(const MapKey& key) const {
    return has(key) && !hasRow(key, "value IS NOT NULL");
}

bool StudyRows::hasRow(const MapKey& key, const std::string& condition) const {
    try {
        const std::string query =
            "SELECT 1 FROM row WHERE picture = ? AND model = ? AND method = ? AND " + condition +
            " LIMIT 1";
        Statement select(m_database.get(), query.c_str());
        select.bind(1, key.picture);
        select.bind(2, key.model);
        select.bind(3, key.method);
        return select.next();
    } catch (const Error& error) {
        fail(error);
    }
}

void StudyRows::add(const std::vector<StudyRow>& rows, const std::vector<StudyMap>& maps,
                    const std::vector<MapCurve>& curves) {
    try {
        Transaction transaction(m_database.get());
        insert(rows);
        insert(maps);
        insert(curves);
        transaction.commit();
    } catch (const Error& error) {
        fail(error);
    }
}

void StudyRows::insert(const std::vector<StudyRow>& rows) {
    Statement insert(m_database.get(), "INSERT INTO row VALUES(?, ?, ?, ?, ?, ?)");
    for (const StudyRow& row : rows) {
        insert.bind(1, row.picture);
        insert.bind(2, row.model);
        insert.bind(3, row.method);
        insert.bind(4, row.metric);
        row.value ? insert.bind(5, *row.value) : insert.bindNothing(5);
        insert.bind(6, row.reason);
        insert.run();
    }
}

void StudyRows::insert(const std::vector<StudyMap>& maps) {
    Statement insert(m_database.get(), "INSERT INTO made VALUES(?, ?, ?, ?, ?)");
    for (const StudyMap& map : maps) {
        insert.bind(1, map.picture);
        insert.bind(2, map.model);
        insert.bind(3, map.method);
        insert.bind(4, map.seconds);
        insert.bind(5, map.file);
        insert.run();
    }
}

void StudyRows::insert(const std::vector<MapCurve>& curves) {
    Statement insert(m_database.get(), "INSERT INTO curve VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const MapCurve& one : curves) {
        int column = 0;
        for (const std::string& text :
             {one.picture, one.model, one.method, one.metric, one.curve.name, one.curve.axis,
              one.curve.quantity, numberListText(one.curve.x), numberListText(one.curve.y)})
            insert.bind(++column, text);
        insert.run();
    }
}

bool StudyRows::hasTable(const std::string& name) const {
    Statement select(m_database.get(),
                     "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    select.bind(1, name);
    return select.next();
}

std::vector<StudyMap> StudyRows::maps() const {
    try {
        std::vector<StudyMap> maps;
        if (!hasTable("made")) return maps;
        Statement select(m_database.get(),
                         "SELECT picture, model, method, seconds, file FROM made "
                         "ORDER BY picture, model, method");
        while (select.next())
            maps.push_back({select.text(0), select.text(1), select.text(2),
                            select.number(3).value_or(0), select.text(4)});
        return maps;
    } catch (const Error& error) {
        fail(error);
    }
}

void StudyRows::eachCurve(const std::function<void(const MapCurve&)>& tell) const {
    try {
        if (!hasTable("curve")) return;
        Statement select(m_database.get(),
                         "SELECT picture, model, method, metric, name, axis, quantity, x, y "
                         "FROM curve ORDER BY rowid");
        while (select.next())
            tell({select.text(0),
                  select.text(1),
                  select.text(2),
                  select.text(3),
                  {select.text(4), select.text(5), select.text(6), numberListOf(select.text(7)),
                   numberListOf(select.text(8))}});
    } catch (const Error& error) {
        fail(error);
    }
}

std::vector<StudyRow> StudyRows::all() const {
    try {
        Statement select(m_database.get(),
                         "SELECT picture, model, method, metric, value, reason FROM row "
                         "ORDER BY picture, model, method, metric");
        std::vector<StudyRow> rows;
        while (select.next())
            rows.push_back({select.text(0), select.text(1), select.text(2), select.text(3),
                            select.number(4), select.text(5)});
        return rows;
    } catch (const Error& error) {
        fail(error);
    }
}

}  // namespace sigscope::study
