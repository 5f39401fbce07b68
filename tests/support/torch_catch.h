#pragma once

// Torch and Catch2 both have a macro CHECK; in tests it is Catch2's.
#include <ATen/ATen.h>

#undef CHECK
#include <catch2/catch.hpp>
