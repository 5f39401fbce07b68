#include "engine/study/statement.h"

#include <cstddef>

#include "engine/error.h"

namespace sigscope::study {

Statement::Statement(sqlite3* database, const char* text)
    : m_database(database), m_statement(nullptr, sqlite3_finalize) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, text, -1, &statement, nullptr) != SQLITE_OK) fail();
    m_statement.reset(statement);
}

void Statement::bind(int index, const std::string& text) {
    check(sqlite3_bind_text(m_statement.get(), index, text.data(), static_cast<int>(text.size()),
                            SQLITE_TRANSIENT));
}

void Statement::bind(int index, double value) {
    check(sqlite3_bind_double(m_statement.get(), index, value));
}

void Statement::bindNothing(int index) {
    check(sqlite3_bind_null(m_statement.get(), index));
}

bool Statement::next() {
    const int code = sqlite3_step(m_statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
    return code == SQLITE_ROW;
}

void Statement::run() {
    static_cast<void>(next());
    check(sqlite3_reset(m_statement.get()));
}

std::string Statement::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return bytes ? std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size))
                 : std::string();
}

std::optional<double> Statement::number(int column) const {
    if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL) return std::nullopt;
    return sqlite3_column_double(m_statement.get(), column);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) fail();
}

void Statement::fail() const {
    const int code = sqlite3_errcode(m_database) & 0xff;  // Without what SQLite adds to it.
    if (code == SQLITE_FULL || code == SQLITE_IOERR) throw StorageError(sqlite3_errmsg(m_database));
    throw Error(sqlite3_errmsg(m_database));
}

Transaction::Transaction(sqlite3* database) : m_database(database) {
    Statement(database, "BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
    if (!m_committed) sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    Statement(m_database, "COMMIT").run();
    m_committed = true;
}

}  // namespace sigscope::study
