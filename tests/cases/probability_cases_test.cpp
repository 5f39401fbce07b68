// Cases: outputs that are no logits.
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"
