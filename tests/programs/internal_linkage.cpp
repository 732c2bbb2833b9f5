// Two units each have a static of the same name: two objects, two findings.
//--- a.cpp
#include <loop.h>
static loop::Event event; // want "'event' (loop::Event)"
void a() { event.set(); }
//--- b.cpp
#include <loop.h>
static loop::Event event; // want "'event' (loop::Event)"
void b() { event.set(); }
