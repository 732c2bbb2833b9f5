namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
#ifdef EVENT
loop::Event event;
#endif
