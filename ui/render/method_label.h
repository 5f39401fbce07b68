#pragma once

#include <QString>
#include <string>

namespace sigscope::ui {

/// "SIG" of "sig"; longer names stay as they are.
[[nodiscard]] inline QString methodLabel(const std::string& method) {
    constexpr std::size_t longestAcronym = 4;
    const QString name = QString::fromStdString(method);
    return method.size() <= longestAcronym ? name.toUpper() : name;
}

}  // namespace sigscope::ui
