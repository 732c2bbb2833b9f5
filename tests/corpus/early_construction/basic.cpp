// A static whose initialiser reaches the construction of a bound object, however deep: the object
// is made before main. The notes tell the way.
#include <loop.h>

#include <memory>

struct Cache {
    Cache() : changed(std::make_unique<loop::Event>()) {} // want note "built here"
    std::unique_ptr<loop::Event> changed;
};
Cache* openCache() { return new Cache; } // want note "called from here, during static initialization"
Cache* defaultCache() { return openCache(); } // want note "called from here, during static initialization"
int setUp() {
    defaultCache(); // want note "called from here, during static initialization"
    return 1;
}

static int ready = setUp(); // want "the initializer of 'ready' builds a loop::Event before main, when no running loop exists; build it on first use from main [loop-early-construction]"

// In one step, by `new`.
loop::Event* direct = new loop::Event; // want "the initializer of 'direct' builds a loop::Event"

// Through a constructor that keeps nothing of it in the static itself.
struct Registrar {
    explicit Registrar(const char* name) { names().set(); }
    static loop::Event& names() {
        static loop::Event* all = new loop::Event;
        return *all;
    }
};
static Registrar registrar("first"); // want "the initializer of 'registrar' builds a loop::Event"

// Through a lambda that is called on the spot is not followed: callables end the way.
static int counted = [] { return 1; }();
