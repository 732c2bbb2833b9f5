namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
loop::Event* make() { return new loop::Event; }
