// What runs when a server starts and stops: the application's lifespan handlers, logged.
#pragma once

#include "loop/application.h"

namespace loop::http {

class Lifespan {
  public:
    Lifespan(Application& app, bool on) : app_(app), on_(on) {}

    // Run the handlers, if lifespan is on. False if one failed, which has then been logged.
    Coroutine<bool> startup();
    Coroutine<bool> shutdown();

  private:
    Application& app_;
    bool on_;
};

} // namespace loop::http
