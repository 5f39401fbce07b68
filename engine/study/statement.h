#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/error.h"

namespace sigscope::study {

/// What is nobody's question: the disk is full, or cannot be written or read.
class StorageError : public Error {
public:
    using Error::Error;
};

/// A prepared statement of SQLite; a row of its result at a time. All throw Error, or StorageError,
/// with the library's reason.
class Statement {
public:
    Statement(sqlite3* database, const char* text);

    /// Parameters count from 1.
    void bind(int index, const std::string& text);
    void bind(int index, double value);
    void bindNothing(int index);

    /// Whether there is another row.
    [[nodiscard]] bool next();
    void run();

    /// Columns count from 0.
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::optional<double> number(int column) const;

private:
    void check(int code) const;
    [[noreturn]] void fail() const;

    sqlite3* m_database;
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> m_statement;
};

/// All or nothing: what was not committed is taken back.
class Transaction {
public:
    explicit Transaction(sqlite3* database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    sqlite3* m_database;
    bool m_committed = false;
};

}  // namespace sigscope::study
