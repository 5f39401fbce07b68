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

    /// Those along a path from the baseline that take no file: others can build on their maps.
    [[nodiscard]] std::vector<Method> fromBaselines() const;

private:
    std::vector<Method> m_methods;
};

/// The methods of the program, in the order of listings.
[[nodiscard]] MethodRegistry builtInMethods();

}  // namespace sigscope::methods
