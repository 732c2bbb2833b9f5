#include "event.h"
loop::Event event;
