#pragma once

#include <stdexcept>
#include <string>

namespace sigscope {

/// The engine's one exception type. Its message is one line for a person: the file or argument,
/// what is wrong, what to do. At the api it becomes a Failure.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace sigscope
