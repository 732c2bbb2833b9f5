// locks.h — all of asyncio's locks.
#pragma once

#include "loop/condition.h"
#include "loop/event.h"
#include "loop/lock.h"
#include "loop/semaphore.h"
