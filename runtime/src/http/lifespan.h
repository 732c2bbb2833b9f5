// What runs when a server starts and stops: the application's lifespan handlers, logged.
#pragma once

#include "loop/application.h"

namespace loop::http {

class Lifespan {
  public:
    // Both outlive it; the handlers share `info`.
    Lifespan(Application& app, Info& info, bool on) : app_(app), info_(info), on_(on) {}

    bool is_on() const { return on_; }
    // Run the handlers, if lifespan is on. False if one failed, whose error has been logged.
    Coroutine<bool> startup();
    Coroutine<bool> shutdown();

  private:
    Application& app_;
    Info& info_;
    bool on_;
};

} // namespace loop::http
