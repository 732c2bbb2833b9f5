// Standard holders own what they hold. A holder that is filled by its initialiser holds a bound
// object from the start; one that is filled later is as good as any pointer.
#include <loop.h>
#include <qt.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

std::optional<loop::Event> made{std::in_place}; // want "'made' (loop::Event)"
std::optional<loop::Event> later;

std::unique_ptr<loop::Event> owned = std::make_unique<loop::Event>(); // want "'owned' (loop::Event)"
std::unique_ptr<loop::Event> allocated{new loop::Event}; // want "'allocated' (loop::Event)"
std::unique_ptr<loop::Event> empty;
std::unique_ptr<loop::Event> null = nullptr;

std::shared_ptr<loop::Lock> shared = std::make_shared<loop::Lock>(); // want "'shared' (loop::Lock)"
std::shared_ptr<loop::Lock> unset;

std::vector<loop::Event> filled(3); // want "'filled' (loop::Event)"
std::vector<loop::Event> grows;
std::vector<std::unique_ptr<loop::Event>> pool;

// These are never empty.
std::array<loop::Event, 2> both; // want "'both' (loop::Event)"
std::pair<int, loop::Lock> numbered; // want "'numbered' (loop::Lock)"

// A member that the constructor leaves empty, and one that it fills.
struct Lazy {
    std::unique_ptr<loop::Event> event;
    void start() { event = std::make_unique<loop::Event>(); }
};
Lazy lazy;
struct Keen {
    Keen() : event(std::make_unique<loop::Event>()) {}
    std::unique_ptr<loop::Event> event; // want note "'keen.event' is held here"
};
Keen keen; // want "'keen.event' (loop::Event)"
struct Default {
    std::optional<loop::Lock> lock{std::in_place};
};
Default preset; // want "'preset.lock' (loop::Lock)"

void start() {
    later.emplace();
    empty = std::make_unique<loop::Event>();
    pool.push_back(std::make_unique<loop::Event>());
}
