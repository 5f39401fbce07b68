// Cases: outputs that are no plain files, protected results, recipes made to harm.
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"
