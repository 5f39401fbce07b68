// Cases: pixels that a model is not trained with.
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"
