// Asks each worker of a crew, on its own loop, what it sees of itself.
#pragma once

#include "loop/coroutine.h"
#include "loop/response.h"

namespace loop::http {

class Crew;

// The answer to GET /__loops__. Waits for busy loops, but not for long.
Coroutine<Response> survey_loops(Crew& crew);

} // namespace loop::http
