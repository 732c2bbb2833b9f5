#pragma once
namespace loop { class Event { public: Event(); ~Event(); void set(); }; }
namespace inner { inline loop::Event one; }
