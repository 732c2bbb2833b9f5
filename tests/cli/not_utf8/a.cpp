namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
const char* name = "café";
loop::Event event; // café
