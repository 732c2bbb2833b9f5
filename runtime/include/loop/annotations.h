// annotations.h — the words that the runtime and the static checker share.
//
// Dependency-free: any project may copy this file. On compilers without
// [[clang::annotate]] every macro is empty. Where each one goes:
//
//   class LOOP_BOUND Session { ... };           objects belong to one event loop
//   LOOP_THREAD_SAFE void wake();               may be called from any thread
//   LOOP_RUNS_ON(io_) void flush();             runs on the loop named by the argument
//   LOOP_HANDS_OVER void post(Callback fn);     runs its callable on the loop of *this
//   LOOP_ASSERTS void assert_in_loop() const;   returns only on the loop's own thread
#pragma once

#if defined(__clang__)
#define LOOP_ANNOTATE(text) [[clang::annotate(text)]]
#else
#define LOOP_ANNOTATE(text)
#endif

#define LOOP_BOUND LOOP_ANNOTATE("loop::bound")
#define LOOP_THREAD_SAFE LOOP_ANNOTATE("loop::thread_safe")
#define LOOP_RUNS_ON(x) LOOP_ANNOTATE("loop::runs_on:" #x)
#define LOOP_HANDS_OVER LOOP_ANNOTATE("loop::hands_over")
#define LOOP_ASSERTS LOOP_ANNOTATE("loop::asserts")
