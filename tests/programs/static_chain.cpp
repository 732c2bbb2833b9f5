// The initialiser stands in one unit, what it reaches in two others, three calls deep.
//--- registry.cpp
struct Metrics;
Metrics& metrics();
int registerAll() { metrics(); return 1; } // want note "called from here, during static initialization"
int registered = registerAll(); // want "the initializer of 'registered' builds a loop::Event before main, when no running loop exists; build it on first use from main"
//--- metrics.h
#include <loop.h>
struct Metrics {
    Metrics();
    loop::Event* changed;
};
//--- metrics.cpp
#include "metrics.h"
Metrics& metrics() {
    static Metrics* instance = new Metrics; // want note "called from here, during static initialization"
    return *instance;
}
//--- changed.cpp
#include "metrics.h"
Metrics::Metrics() : changed(new loop::Event) {} // want note "built here"
