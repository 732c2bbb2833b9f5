#pragma once
extern "C" {
int fork(void);
int daemon(int nochdir, int noclose);
}
