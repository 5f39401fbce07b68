// Cases: pictures that were read wrong, or refused without a helpful word.
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"
