#pragma once

#include <memory>

#include "ui/film/film_encoder.h"

namespace sigscope::ui {

/// What the module of videos exports by this name: makeMp4Encoder() for it, owned by the caller.
using MakeMp4Encoder = FilmEncoder* (*)(const FilmShape&);
inline constexpr const char* makeMp4EncoderSymbol = "sigscopeMakeMp4Encoder";

}  // namespace sigscope::ui
