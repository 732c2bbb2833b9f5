// option: loop-static-object.allowed-types=ns::Registry;loop::Lock
// The project may say which types are meant to be static: as the object or as what it holds.
#include <loop.h>

namespace ns {
struct Registry {
    loop::Event changed;
};
} // namespace ns

ns::Registry registry;
loop::Lock lock;
loop::Event event; // want "'event' (loop::Event)"
