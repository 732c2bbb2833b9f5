#pragma once
extern "C" {
int fork(void);
int daemon(int nochdir, int noclose);
[[noreturn]] void _exit(int);
int execl(const char*, const char*, ...);
struct siginfo_t;
struct sigaction {
    union {
        void (*sa_handler)(int);
        void (*sa_sigaction)(int, siginfo_t*, void*);
    };
    int sa_flags;
};
int sigaction(int, const struct sigaction*, struct sigaction*);
typedef void (*sighandler_t)(int);
sighandler_t signal(int, sighandler_t);
}
