// As dies_on_worker, but the worker leaves it to the thread of the link.
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
void retire(Link* link) { link->deleteLater(); }
//--- main.cpp
#include "link.h"
#include <thread.h>
int main() {
    QThread home;
    Link* link = new Link;
    link->moveToThread(&home);
    home.start();
    std::thread worker([link] { retire(link); });
    worker.join();
    home.quit();
    home.wait();
}
