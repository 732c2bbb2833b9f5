namespace ev { class Timer { public: Timer(); ~Timer(); }; }
ev::Timer timer;
