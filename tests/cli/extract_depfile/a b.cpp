#include "event.h"
loop::Event first;
