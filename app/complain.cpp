#include "app/complain.h"

#include "app/console.h"

namespace sigscope::app {

ExitStatus complain(ExitStatus status, const std::string& message) {
    printError(message);
    return status;
}

ExitStatus interruptedBefore(const std::string& result) {
    return complain(ExitStatus::Interrupted, "interrupted before there was a " + result);
}

ExitStatus interruptedMidway() {
    return complain(ExitStatus::Interrupted, "interrupted; this is what there was");
}

}  // namespace sigscope::app
