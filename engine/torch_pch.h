#pragma once

// Torch's headers take most of a minute to compile: they are compiled once. Narrow on purpose;
// torch/torch.h would add the whole of torch::nn.
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
