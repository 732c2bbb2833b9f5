// app.h — all that a served application needs, in one include.
#pragma once

#include "loop/application.h"
#include "loop/loop.h"
#include "loop/serve.h"
