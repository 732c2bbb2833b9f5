// Templates are judged by what is instantiated of them.
#include <loop.h>

template <class T>
T instance; // want "'instance' (loop::Event)"

void use() {
    instance<loop::Event>.set();
    instance<int> = 1;
}

// A static member of a class template, per instantiation.
template <class T>
struct Singleton {
    static T object; // declared; defined below
};
template <class T>
T Singleton<T>::object; // want "'Singleton::object' (loop::Lock)"

loop::Lock& lock() { return Singleton<loop::Lock>::object; }
int& number() { return Singleton<int>::object; }

// A local static of a function template.
template <class T>
T& get() {
    static T object; // want "function-local static 'object' (loop::Event)"
    return object;
}
loop::Event& event() { return get<loop::Event>(); }
int& count() { return get<int>(); }

// A member whose type is a parameter.
template <class T>
struct Box {
    T content;
};
Box<loop::Event> full; // want "'full.content' (loop::Event)"
Box<int> plain;
Box<Box<loop::Lock>> nested; // want "'nested.content.content' (loop::Lock)"

// Never instantiated: there is no such object.
template <class T>
struct Unused {
    static inline loop::Event event;
};
