namespace asio {
class io_context {
  public:
    io_context();
    ~io_context();
    unsigned long run();
};
} // namespace asio
namespace std {
class thread {
  public:
    template <class Callable>
    explicit thread(Callable&&) {}
    ~thread();
    void join();
};
} // namespace std

// The same text in two functions: one place, one finding.
void first() {
#include "body.ipp"
}
void second() {
#include "body.ipp"
}

int main() {
    first();
    second();
}
