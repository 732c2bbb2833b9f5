// fails to compile
// What does not compile is read as far as it goes: the rest of the unit is judged all the same.
#include <loop.h>

namespace generated {
class Form; // its header was not generated
}

// Members, bases and locals of types that are not known.
class Window {
  public:
    Window() {}
    ~Window() {}

  private:
    generated::Form form_;
};
class Dialog : public generated::Form {
  public:
    ~Dialog() {}
};
struct Holder {
    Window window;
    ~Holder() {}
};
void show() {
    generated::Form form;
    Window window;
    missing(form, undeclared);
    return window;
}
template <class T>
struct Broken {
    T::type value;
    ~Broken() {}
};
Broken<int> broken;
static generated::Form form;
static Missing missing;

loop::Event event; // want "'event' (loop::Event)"
