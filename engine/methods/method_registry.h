#pragma once

#include <string>
#include <vector>

#include "engine/methods/method.h"

namespace sigscope::methods {

/// The methods there are, by name.
class MethodRegistry {
public:
    void add(Method method);

    /// Throws Error naming those there are.
    [[nodiscard]] const Method& find(const std::string& name) const;

    [[nodiscard]] std::vector<MethodSpec> specs() const;

private:
    std::vector<Method> m_methods;
};

/// The methods of the program, in the order of listings.
[[nodiscard]] MethodRegistry builtInMethods();

}  // namespace sigscope::methods
