// Two units each have a function of the same name; only the one that builds nothing runs early.
//--- a.cpp
#include <loop.h>
static int start() { return 1; }
static int started = start();
//--- b.cpp
#include <loop.h>
static loop::Event* start() { return new loop::Event; }
loop::Event* begin() { return start(); }
