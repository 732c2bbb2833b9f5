// combinators.h — all that combines awaitables.
#pragma once

#include "loop/as_completed.h"
#include "loop/ensure_future.h"
#include "loop/gather.h"
#include "loop/run.h"
#include "loop/run_until_complete.h"
#include "loop/shield.h"
#include "loop/sleep.h"
#include "loop/threadsafe.h"
#include "loop/wait.h"
#include "loop/wait_for.h"
