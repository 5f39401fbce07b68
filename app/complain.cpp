#include "app/complain.h"

#include <iostream>

namespace sigscope::app {

ExitStatus complain(ExitStatus status, const std::string& message) {
    std::cerr << "sigscope: " << message << std::endl;
    return status;
}

}  // namespace sigscope::app
