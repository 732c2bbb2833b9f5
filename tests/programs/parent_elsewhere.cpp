// An object is made with a parent in main's thread and then moved, in another unit, to a worker's.
//--- feed.h
#include <qt.h>
class Feed : public QObject {
  public:
    explicit Feed(QObject* parent);
};
void moveAway(QObject& object, QThread& thread);
//--- feed.cpp
#include "feed.h"
Feed::Feed(QObject* parent) : QObject(parent) {}
//--- move.cpp
#include "feed.h"
void moveAway(QObject& object, QThread& thread) {
    object.moveToThread(&thread); // want "'Feed' is moved to a thread here, but it has the parent 'owner', so it stays; make it without a parent"
}
//--- main.cpp
#include "feed.h"
int main() {
    QObject owner;
    QThread thread;
    Feed* feed = new Feed(&owner); // want note "it is given its parent here"
    moveAway(*feed, thread);
    thread.start();
    thread.quit();
    thread.wait();
}
