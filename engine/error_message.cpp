#include "engine/error_message.h"

#include <c10/util/Exception.h>

#include <exception>
#include <filesystem>
#include <new>
#include <string_view>

#include "engine/error.h"

namespace sigscope {

namespace {

constexpr const char* noMemory =
    "not enough memory for this model and input size; take a smaller --input-size or model";

/// Whether a text of Torch's is of the CPU's allocator, which has no exception type of its own.
bool isOfAllocator(const std::string& text) {
    return text.find("DefaultCPUAllocator") != std::string::npos;
}

/// The first line of a text of Torch's, without the place in its sources.
std::string plain(std::string text) {
    if (isOfAllocator(text)) return noMemory;
    text = text.substr(0, text.find('\n'));
    constexpr std::string_view place = "[enforce fail at ";
    const std::size_t end = text.find("] ");
    return text.starts_with(place) && end != std::string::npos ? text.substr(end + 2) : text;
}

constexpr const char* unknownError = "something went wrong, and nothing is known of it";

/// Where none is handled, a `throw;` would end the program.
void rethrowCurrent() {
    if (const std::exception_ptr current = std::current_exception())
        std::rethrow_exception(current);
}

}  // namespace

std::string currentErrorMessage() {
    try {
        rethrowCurrent();
    } catch (const c10::OutOfMemoryError&) {
        return noMemory;
    } catch (const c10::Error& error) {
        return plain(error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return noMemory;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return unknownError;
    }
    return unknownError;
}

FailureCause currentErrorCause() {
    try {
        rethrowCurrent();
    } catch (const Error&) {
        return FailureCause::Input;
    } catch (const std::filesystem::filesystem_error&) {
        return FailureCause::Input;
    } catch (const c10::OutOfMemoryError&) {
        return FailureCause::Memory;
    } catch (const c10::Error& error) {
        return isOfAllocator(error.what_without_backtrace()) ? FailureCause::Memory
                                                             : FailureCause::Running;
    } catch (const std::bad_alloc&) {
        return FailureCause::Memory;
    } catch (...) {
    }
    return FailureCause::Running;
}

}  // namespace sigscope
