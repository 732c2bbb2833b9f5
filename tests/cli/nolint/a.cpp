namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
loop::Event a; // NOLINT
loop::Event b; // NOLINT(loop-static-object): drained before exit
loop::Event c; // NOLINT(loop-*)
// NOLINTNEXTLINE(loop-static-object)
loop::Event d;
// NOLINTBEGIN(loop-static-object)
loop::Event e;
loop::Event f;
// NOLINTEND(loop-static-object)
loop::Event g; // NOLINT(loop-early-construction)
