// Signals and slots that are connected by their text.
#include <qt.h>

class Tail : public QThread {
  public:
    void grown(); // a signal

  protected:
    void run() override { grown(); }
};

class Pane : public QObject {
  public:
    Pane() : redraw_(new QTimer(this)) {}
    void follow(Tail* tail) {
        connect(tail, SIGNAL(grown()), this, SLOT(mark()), Qt::DirectConnection); 
        connect(tail, SIGNAL(grown()), this, SLOT(later()));
        connect(tail, SIGNAL(grown()), SLOT(later()), Qt::QueuedConnection);
    }
    void mark() { redraw_->start(5); } // want "'redraw_' belongs to the main thread but is used here in the thread 'Tail'"
    void later() { redraw_->start(5); }

  private:
    QTimer* redraw_;
};

// A slot of a thread object runs where the object was made, not in the thread that it is.
class Digest : public QThread {
  public:
    explicit Digest(QWidget* view) : view_(view) {
        connect(this, SIGNAL(finished()), this, SLOT(shown()));
    }
    void shown() { view_->show(); }

  protected:
    void run() override {}

  private:
    QWidget* view_;
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Tail tail;
    Pane pane;
    pane.follow(&tail);
    tail.start();
    QWidget view;
    Digest digest(&view);
    digest.start();
    const int code = QApplication::exec();
    tail.wait();
    digest.wait();
    return code;
}
