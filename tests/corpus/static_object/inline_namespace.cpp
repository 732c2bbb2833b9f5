// An inline namespace is a version, not another library; an alias is the same type.
namespace loop {
inline namespace v2 {
class Event {
  public:
    Event();
    ~Event();
};
} // namespace v2
} // namespace loop

loop::Event event; // want "'event' (loop::Event)"
using Flag = loop::v2::Event;
static Flag flag; // want "'flag' (loop::Event)"
namespace ev = loop;
ev::Event other; // want "'other' (loop::Event)"
