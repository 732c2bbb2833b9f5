// What Seastar ties to a shard has one object each: shared by all shards it belongs to none.
#include <seastar.h>

struct Pages {
    int free = 0;
};

seastar::semaphore permits{4}; // want "'permits' (seastar::basic_semaphore) is one for all shards, but belongs to the shard that uses it; make it thread_local, or a member of a sharded<> service"
static seastar::lw_shared_ptr<Pages> pages; // want "'pages' (seastar::lw_shared_ptr) is one for all shards, but belongs to the shard that uses it; make it thread_local, or a member of a sharded<> service"
struct Cache {
    seastar::gate gate; // want note "'cache.gate' is held here"
    int hits = 0;
};
static Cache cache; // want "'cache.gate' (seastar::gate) is one for all shards, but belongs to the shard that uses it; make it thread_local, or a member of a sharded<> service"

seastar::future<> fetch() {
    static seastar::timer<> refresh; // want "'refresh' (seastar::timer) is one for all shards, but belongs to the shard that uses it; make it thread_local, or a member of a sharded<> service"
    (void)refresh;
    return permits.wait();
}

// One for each shard.
static thread_local seastar::semaphore ownPermits{4};
static thread_local Cache ownCache;
seastar::future<> fetchOwn() {
    static thread_local seastar::lw_shared_ptr<Pages> own;
    (void)own;
    return ownPermits.wait();
}
// sharded<> makes one for each shard itself; foreign_ptr may go anywhere.
static seastar::sharded<Cache> caches;
static seastar::foreign_ptr<seastar::lw_shared_ptr<Pages>> handedOver;
// A local of the shard that runs it.
seastar::future<> once() {
    seastar::semaphore one{1};
    return one.wait();
}
