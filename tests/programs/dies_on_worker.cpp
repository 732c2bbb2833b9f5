// A link is moved to a thread that runs; a worker deletes it, in another unit.
//--- link.h
#include <qt.h>
class Link : public QObject {
  public:
    Link();
};
void retire(Link* link);
//--- link.cpp
#include "link.h"
Link::Link() : QObject(nullptr) {}
//--- retire.cpp
#include "link.h"
void retire(Link* link) { delete link; } // want "'link' belongs to the thread 'home' but is destroyed here in the thread started in 'main'; let its thread destroy it"
//--- main.cpp
#include "link.h"
#include <thread.h>
int main() {
    QThread home;
    Link* link = new Link;
    link->moveToThread(&home); // want note "it is moved to its thread here"
    home.start();
    std::thread worker([link] { retire(link); }); // want note "the thread is started here"
    worker.join();
    home.quit();
    home.wait();
}
