// A name alone says nothing: another library's Event, steady_timer or QTimer is not ours.
namespace game {
class Event {
  public:
    Event();
    ~Event();
};
} // namespace game
namespace loopback {
class Event {
  public:
    ~Event();
};
} // namespace loopback
namespace test {
namespace loop {
class Lock {
  public:
    ~Lock();
};
} // namespace loop
class QTimer {
  public:
    ~QTimer();
};
} // namespace test

game::Event event;
loopback::Event packet;
test::loop::Lock lock;
test::QTimer timer;
