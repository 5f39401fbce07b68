#pragma once

#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace sigscope {

/// Why something could not be done: one line that names the file or argument, what is wrong with it
/// and what to do. Never a backtrace.
struct Failure {
    std::string message;
};

/// What a call at the api returns: the value, or the reason why there is none. Exceptions do not
/// cross the api.
template <typename Value>
class Outcome {
public:
    Outcome(Value value) : m_result(std::move(value)) {}
    Outcome(Failure failure) : m_result(std::move(failure)) {}

    [[nodiscard]] bool ok() const { return std::holds_alternative<Value>(m_result); }
    explicit operator bool() const { return ok(); }

    /// The value; only when ok().
    [[nodiscard]] const Value& value() const& { return std::get<Value>(m_result); }
    [[nodiscard]] Value&& value() && { return std::get<Value>(std::move(m_result)); }

    /// The reason; only when not ok().
    [[nodiscard]] const std::string& error() const { return std::get<Failure>(m_result).message; }

private:
    std::variant<Value, Failure> m_result;
};

/// What `work` returns, or the first line of what it throws: an exception that left a thread would
/// end the program.
template <typename Work>
[[nodiscard]] Outcome<std::invoke_result_t<Work>> attempt(Work work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Failure{"there is not enough memory"};
    } catch (const std::exception& error) {
        const std::string text = error.what();
        return Failure{text.substr(0, text.find('\n'))};
    }
}

/// The value of an Outcome that only says whether something worked.
struct Done {};

}  // namespace sigscope
