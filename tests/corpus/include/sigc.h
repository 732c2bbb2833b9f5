#pragma once
// A look-alike of libsigc++: signals that call what is connected to them where they are emitted.

namespace sigc {

template <class Signature>
class signal;
template <class R, class... A>
class signal<R(A...)> {
  public:
    template <class F>
    void connect(F&&) {}
    R emit(A...) const;
};
template <class T, class R, class... A>
struct bound_mem_functor {};
template <class T, class R, class... A>
bound_mem_functor<T, R, A...> mem_fun(T&, R (T::*)(A...));

} // namespace sigc
