#include "engine/study/study_rows.h"

#include <sqlite3.h>

#include <charconv>
#include <stdexcept>
#include <utility>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/study/study_spec.h"

namespace sigscope::study {

namespace {

constexpr int rowsVersion = 1;
constexpr int patience = 60'000;  // ms, for another process that reads the same rows.

/// A prepared statement; a row of its result at a time.
class Statement {
public:
    Statement(sqlite3* database, const char* text)
        : m_database(database), m_statement(nullptr, sqlite3_finalize) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database, text, -1, &statement, nullptr) != SQLITE_OK) fail();
        m_statement.reset(statement);
    }

    /// Parameters count from 1.
    void bind(int index, const std::string& text) {
        check(sqlite3_bind_text(m_statement.get(), index, text.data(),
                                static_cast<int>(text.size()), SQLITE_TRANSIENT));
    }
    void bind(int index, double value) {
        check(sqlite3_bind_double(m_statement.get(), index, value));
    }
    void bindNothing(int index) { check(sqlite3_bind_null(m_statement.get(), index)); }

    /// Whether there is another row.
    [[nodiscard]] bool next() {
        const int code = sqlite3_step(m_statement.get());
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
        return code == SQLITE_ROW;
    }
    void run() {
        static_cast<void>(next());
        check(sqlite3_reset(m_statement.get()));
    }

    /// Columns count from 0.
    [[nodiscard]] std::string text(int column) const {
        const unsigned char* bytes = sqlite3_column_text(m_statement.get(), column);
        const int size = sqlite3_column_bytes(m_statement.get(), column);
        return bytes ? std::string(reinterpret_cast<const char*>(bytes),
                                   static_cast<std::size_t>(size))
                     : std::string();
    }
    [[nodiscard]] std::optional<double> number(int column) const {
        if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL) return std::nullopt;
        return sqlite3_column_double(m_statement.get(), column);
    }

private:
    void check(int code) const {
        if (code != SQLITE_OK) fail();
    }
    [[noreturn]] void fail() const { throw Error(sqlite3_errmsg(m_database)); }

    sqlite3* m_database;
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> m_statement;
};

/// All or nothing: what was not committed is taken back.
class Transaction {
public:
    explicit Transaction(sqlite3* database) : m_database(database) {
        Statement(database, "BEGIN IMMEDIATE").run();
    }
    ~Transaction() {
        if (!m_committed) sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit() {
        Statement(m_database, "COMMIT").run();
        m_committed = true;
    }

private:
    sqlite3* m_database;
    bool m_committed = false;
};

std::string shardText(const Shard& shard) {
    return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

int wholeNumber(const std::string& text) {
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw Error("is damaged");
    return number;
}

}  // namespace

std::filesystem::path rowsFile(const std::filesystem::path& folder) {
    return folder / "study.sqlite";
}

void StudyRows::fail(const std::string& reason) const {
    refuseFile(m_name, reason);
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
        fail(error.what());
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
    Statement(m_database.get(), "CREATE TABLE IF NOT EXISTS fact(key TEXT PRIMARY KEY, value TEXT)")
        .run();
    Statement(m_database.get(),
              "CREATE TABLE IF NOT EXISTS row(picture TEXT, model TEXT, method TEXT, metric TEXT, "
              "value REAL, reason TEXT, PRIMARY KEY(picture, model, method, metric)) WITHOUT ROWID")
        .run();
    const std::pair<std::string, std::string> known[] = {{"version", std::to_string(rowsVersion)},
                                                         {"spec", facts.spec},
                                                         {"shard", shardText(facts.shard)},
                                                         {"maps", std::to_string(facts.maps)}};
    for (const auto& [key, value] : known) {
        Statement insert(m_database.get(), "INSERT OR IGNORE INTO fact VALUES(?, ?)");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.run();
    }
    transaction.commit();
}

std::string StudyRows::fact(const std::string& key) const {
    Statement select(m_database.get(), "SELECT value FROM fact WHERE key = ?");
    select.bind(1, key);
    if (!select.next()) throw Error("is damaged: it does not say its " + key);
    return select.text(0);
}

void StudyRows::readFacts() {
    try {
        if (wholeNumber(fact("version")) != rowsVersion)
            throw Error("was written by another version of the program");
        m_facts = {fact("spec"), parseShard(fact("shard")), wholeNumber(fact("maps"))};
    } catch (const std::exception& error) {
        fail(error.what());
    }
}

bool StudyRows::has(const MapKey& key) const {
    try {
        Statement select(
            m_database.get(),
            "SELECT 1 FROM row WHERE picture = ? AND model = ? AND method = ? LIMIT 1");
        select.bind(1, key.picture);
        select.bind(2, key.model);
        select.bind(3, key.method);
        return select.next();
    } catch (const Error& error) {
        fail(error.what());
    }
}

void StudyRows::add(const std::vector<StudyRow>& rows) {
    try {
        Transaction transaction(m_database.get());
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
        transaction.commit();
    } catch (const Error& error) {
        fail(error.what());
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
        fail(error.what());
    }
}

}  // namespace sigscope::study
