// loop.h — the whole runtime without HTTP.
#pragma once

#include "loop/affinity_action.h"
#include "loop/combinators.h"
#include "loop/errors.h"
#include "loop/event_loop.h"
#include "loop/generator.h"
#include "loop/locks.h"
#include "loop/log.h"
#include "loop/net.h"
#include "loop/queue.h"
