// The same program, but nothing ever stops the loop: main does not end, and no static dies.
//--- tunnel.h
#include <memory>
#include <muduo.h>
void watch(muduo::net::EventLoop* loop);
//--- tunnel.cpp
#include "tunnel.h"
void watch(muduo::net::EventLoop* loop) {
    loop->runAfter(1, [loop] { loop->wakeup(); });
}
//--- main.cpp
#include "tunnel.h"
static std::unique_ptr<muduo::net::TcpClient> tunnel;
int main() {
    muduo::net::EventLoop loop;
    tunnel = std::make_unique<muduo::net::TcpClient>(&loop, 80);
    tunnel->connect();
    watch(&loop);
    loop.loop();
}
