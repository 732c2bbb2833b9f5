namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
void f() { loop::Event event; }
