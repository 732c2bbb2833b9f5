// The loop ends in another unit's hands; what a static holds then dies after it.
//--- tunnel.h
#include <memory>
#include <muduo.h>
void watch(muduo::net::EventLoop* loop);
//--- tunnel.cpp
#include "tunnel.h"
void watch(muduo::net::EventLoop* loop) {
    loop->runAfter(1, [loop] { loop->quit(); });
}
//--- main.cpp
#include "tunnel.h"
static std::unique_ptr<muduo::net::TcpClient> tunnel; // want "static 'tunnel' is bound to the loop 'loop', which is destroyed before it; empty 'tunnel' while the loop is there"
int main() {
    muduo::net::EventLoop loop;
    tunnel = std::make_unique<muduo::net::TcpClient>(&loop, 80); // want note "'tunnel' is bound here"
    tunnel->connect();
    watch(&loop);
    loop.loop();
} // want note "the loop dies here"
