#pragma once

namespace sigscope::compute {

/// Lets the C library keep large freed blocks for the next micro-batch instead of giving each back
/// to the system: mapping activations anew for every evaluation cost a quarter of the time. Before
/// the first large allocation; counts for the process.
void keepFreedMemory();

/// Gives what is free back to the system: after a run.
void returnFreedMemory();

}  // namespace sigscope::compute
