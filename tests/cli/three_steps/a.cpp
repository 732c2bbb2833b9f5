namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
loop::Event* make();
int started = (make(), 1);
