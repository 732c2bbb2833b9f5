namespace loop { class Event { public: Event(); ~Event(); }; }
