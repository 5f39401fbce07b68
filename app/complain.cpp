#include "app/complain.h"

#include "app/console.h"

namespace sigscope::app {

ExitStatus complain(ExitStatus status, const std::string& message) {
    printError(message);
    return status;
}

}  // namespace sigscope::app
