// The same, but the constructor leaves the event to the first user: the chain is cut.
//--- registry.cpp
struct Metrics;
Metrics& metrics();
int registerAll() { metrics(); return 1; }
int registered = registerAll();
//--- metrics.h
#include <loop.h>
struct Metrics {
    Metrics();
    loop::Event& event() {
        if (!changed) changed = new loop::Event;
        return *changed;
    }
    loop::Event* changed;
};
//--- metrics.cpp
#include "metrics.h"
Metrics& metrics() {
    static Metrics* instance = new Metrics;
    return *instance;
}
//--- changed.cpp
#include "metrics.h"
Metrics::Metrics() : changed(nullptr) {}
