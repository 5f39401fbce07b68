// Cases: weights of networks that are not quite what their names say.
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"
