// The Qt guard, for LD_PRELOAD: notes every QObject through Qt's own hook table, and reads Qt's
// warnings on their way to the message handler. qt_registry.h has the rules. Qt 5.15 and later.
#include "qt_registry.h"

#include <QObject>
#include <QString>
#include <atomic>
#include <cstdio>
#include <dlfcn.h>

// QtCore's table of hooks, as QtCore/private/qhooks_p.h has it, which need not be installed.
extern quintptr Q_CORE_EXPORT qtHookData[];

namespace {

using loop::guard::qt::Registry;

enum HookIndex { HookDataVersion = 0, AddQObject = 3, RemoveQObject = 4, Startup = 5 };
using ObjectHook = void (*)(QObject*);
using StartupHook = void (*)();

// The hooks that were there before, of GammaRay for instance: they are called after ours.
ObjectHook next_add = nullptr;
ObjectHook next_remove = nullptr;
StartupHook next_startup = nullptr;

void add_hook(QObject* object) {
    Registry::instance().made(object);
    if (next_add) next_add(object);
}

void remove_hook(QObject* object) {
    Registry::instance().gone(object);
    if (next_remove) next_remove(object);
}

void startup_hook() {
    Registry::instance().application_starts();
    if (next_startup) next_startup();
}

template <class Hook>
Hook replace(HookIndex index, Hook hook) {
    const auto before = reinterpret_cast<Hook>(qtHookData[index]);
    qtHookData[index] = reinterpret_cast<quintptr>(hook);
    return before;
}

// The program's handler, or Qt's; it gets every message after the guard has read it.
std::atomic<QtMessageHandler> program_handler{nullptr};
// Qt's own handler, which is the program's as long as it installs none.
QtMessageHandler default_handler = nullptr;

void read_message(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    if (const auto handler = program_handler.load()) handler(type, context, text);
    Registry::instance().warned(text.toStdString());
}

QtMessageHandler install_in_qt(QtMessageHandler handler) {
    void* const real = dlsym(
        RTLD_NEXT, "_Z22qInstallMessageHandlerPFv9QtMsgTypeRK18QMessageLogContextRK7QStringE");
    return real ? reinterpret_cast<QtMessageHandler (*)(QtMessageHandler)>(real)(handler) : nullptr;
}

// Before the program's static objects are made, and after Qt is loaded: preloaded libraries are
// initialised after what they need and before the program.
[[gnu::constructor]] void install() {
    if (qtHookData[HookDataVersion] < 1) {
        std::fprintf(stderr,
                     "loop guard: QtCore's hook table has version %llu, expected at least 1\n",
                     static_cast<unsigned long long>(qtHookData[HookDataVersion]));
        return;
    }
    next_add = replace(AddQObject, &add_hook);
    next_remove = replace(RemoveQObject, &remove_hook);
    next_startup = replace(Startup, &startup_hook);
    default_handler = install_in_qt(&read_message);
    program_handler = default_handler;
}

} // namespace

// Stands in front of Qt's: the guard's handler stays installed, and passes on to the program's.
QtMessageHandler qInstallMessageHandler(QtMessageHandler handler) {
    return program_handler.exchange(handler ? handler : default_handler);
}
