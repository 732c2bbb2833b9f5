namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
struct Service {
	loop::Event stopped;
};
Service service;
loop::Event* make() { return new loop::Event; }
int start() { make(); return 1; }
static int started = start();
