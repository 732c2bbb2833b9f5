// The way to the construction may lead through templates.
#include <loop.h>

template <class T>
T* create() {
    return new T; // want note "built here"
}

template <class T>
struct Registry {
    static T* first;
};
template <class T>
T* Registry<T>::first = create<T>(); // want "the initializer of 'Registry::first' builds a loop::Event"

loop::Event* use() { return Registry<loop::Event>::first; }
int* useInt() { return Registry<int>::first; }

static loop::Lock* lock = create<loop::Lock>(); // want "the initializer of 'lock' builds a loop::Lock"
