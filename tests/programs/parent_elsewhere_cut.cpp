// As parent_elsewhere, but nothing is its parent.
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
    object.moveToThread(&thread);
}
//--- main.cpp
#include "feed.h"
int main() {
    QThread thread;
    Feed* feed = new Feed(nullptr);
    moveAway(*feed, thread);
    thread.start();
    thread.quit();
    thread.wait();
}
