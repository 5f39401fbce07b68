#pragma once

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>

namespace sigscope::io {

/// Steps through a C library whose errors are reported to a function that must not return.
/// Exceptions cannot pass through it: it is left by a jump, over frames without anything to
/// destroy.
class CLibraryCall {
public:
    /// False if the step has failed; then reason() says why. The step must not own anything.
    template <typename Step>
    [[nodiscard]] __attribute__((noinline)) bool run(const Step& step) {
        if (setjmp(m_return) != 0) return false;
        step();
        return true;
    }

    /// Ends the step. Only the library calls this, while the step is running.
    [[noreturn]] void fail() { std::longjmp(m_return, 1); }

    /// Where the reason for a failure is to be written, a string of C.
    [[nodiscard]] std::array<char, 256>& reason() { return m_reason; }

private:
    std::jmp_buf m_return{};
    std::array<char, 256> m_reason{};
};

}  // namespace sigscope::io
