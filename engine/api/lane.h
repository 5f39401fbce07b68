#pragma once

namespace sigscope {

/// How a run stands to others.
enum class Lane {
    Foreground,  ///< It replaces the one before it, and goes before the queue.
    Queue,       ///< It joins others, of which the shortest goes first.
};

}  // namespace sigscope
