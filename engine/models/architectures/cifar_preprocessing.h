#pragma once

#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// How most networks for CIFAR-10 take its pictures: 32 pixels as they are, by the mean and the
/// standard deviation that became usual for it.
[[nodiscard]] inline Preprocessing cifar10Preprocessing() {
    return {.inputSize = {32, 32},
            .resize = 32,
            .mean = {0.4914, 0.4822, 0.4465},
            .std = {0.2023, 0.1994, 0.2010}};
}

}  // namespace sigscope::models
