#pragma once

#include <catch2/catch.hpp>

#include "app/command_line.h"

namespace sigscope::app {

using Arguments = std::vector<std::string>;

/// What a command line that makes sense is taken for.
inline CommandLine accepted(const Catalogue& catalogue, const Arguments& arguments) {
    const auto parsed = parseCommandLine(catalogue, "sigscope 0", arguments);
    if (const auto* answer = std::get_if<Answer>(&parsed)) FAIL(answer->text);
    return std::get<CommandLine>(parsed);
}

/// The answer to one that is not carried out.
inline Answer refused(const Catalogue& catalogue, const Arguments& arguments) {
    const auto parsed = parseCommandLine(catalogue, "sigscope 0", arguments);
    REQUIRE(std::holds_alternative<Answer>(parsed));
    return std::get<Answer>(parsed);
}

}  // namespace sigscope::app
