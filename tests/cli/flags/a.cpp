#include "event.h"
#ifdef EVENT
loop::Event event;
#endif
