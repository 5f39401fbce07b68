#include "engine/error_message.h"

#include <c10/util/Exception.h>

#include <new>

namespace sigscope {

std::string currentErrorMessage() {
    try {
        throw;
    } catch (const c10::Error& error) {
        const std::string text = error.what_without_backtrace();
        return text.substr(0, text.find('\n'));
    } catch (const std::bad_alloc&) {
        return "not enough memory for this model and input size";
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace sigscope
