namespace loop { class Event { public: Event(); ~Event(); }; }
loop::Event first;
loop::Event second;
