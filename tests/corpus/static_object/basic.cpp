// A primitive of the event loop takes the loop that is current when it is built. Before main that
// is the default loop; a server runs another one.
#include <loop.h>

loop::Event event; // want "'event' (loop::Event) is bound to the default loop before main, not to the loop that runs later; create it in a startup handler [loop-static-object]"
static loop::Lock guard; // want "'guard' (loop::Lock) is bound to the default loop before main"

namespace service {
loop::Event stopped; // want "'service::stopped' (loop::Event)"
}
namespace {
loop::Event hidden; // want "hidden' (loop::Event)"
}

// A static member is as static as a global, inline or defined apart.
struct Registry {
    static loop::Event ready;
    static inline loop::Lock lock; // want "'Registry::lock' (loop::Lock)"
};
loop::Event Registry::ready; // want "'Registry::ready' (loop::Event)"

inline loop::Event shared; // want "'shared' (loop::Event)"

// A function-local static is built by its first caller and stays on that caller's loop.
loop::Event& cancelled() {
    static loop::Event flag; // want "function-local static 'flag' (loop::Event) stays bound to the loop of its first caller; create it in a startup handler"
    return flag;
}

// Elements of an array are objects too.
loop::Event events[4]; // want "'events' (loop::Event)"
