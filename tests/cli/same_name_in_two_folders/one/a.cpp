namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
static loop::Event event;
