// Registration macros make statics that run code before main.
#include <loop.h>
#include <qt.h>

struct Plugin {
    explicit Plugin(QTimer* timer) {}
};
#define REGISTER(name, ...) static Plugin name##Plugin(__VA_ARGS__);

REGISTER(poll, new QTimer) // want "the initializer of 'pollPlugin' builds a QTimer before main, when no application object exists"
REGISTER(none, nullptr)

// A macro that only looks like one.
#define DEFER(name, expr) static auto name = [] { return expr; };
DEFER(later, new loop::Event)
