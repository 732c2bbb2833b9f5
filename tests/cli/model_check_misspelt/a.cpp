#include "ev.h"

void tick(ev::Timer& timer) { timer.start(1); }
