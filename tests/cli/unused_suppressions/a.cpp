namespace loop { class Event { public: Event(); ~Event(); }; }
loop::Event first; // NOLINT(loop-static-object): drained before exit
int second; // NOLINT(loop-static-object): was an event once
int third; // NOLINT
int fourth; // NOLINT(bugprone-*)
// NOLINTBEGIN(loop-*)
int fifth;
// NOLINTEND(loop-*)
int sixth; // NOLINT(loop-mismatch)
