// Objects that belong to the thread they are built in or moved to.
#include <qt.h>
#include <thread.h>

class Probe : public QObject {
  public:
    Probe() : deadline_(new QTimer(this)) {} // want note "'deadline_' is bound here"
    void inspect() { deadline_->start(10); } // want "'deadline_' belongs to the main thread but is used here in the thread started in 'Importer::import'; hand the call over to its thread"

  private:
    QTimer* deadline_;
};

class Importer : public QObject {
  public:
    void import() {
        worker_ = QThread::create([this] { probe_.inspect(); }); // want note "the thread is started here"
        worker_->start();
    }

  private:
    Probe probe_;
    QThread* worker_ = nullptr;
};

// A slot runs in the thread of its receiver: this one was moved.
class Backend : public QObject {
  public:
    void begin() { dialog(); }
    void dialog() {
        auto* box = new QWidget; // want "'QWidget::QWidget' may only be called in the main thread but is called here in the thread 'thread_'"
        box->show(); // want "'QWidget::show' may only be called in the main thread"
    }
};

class Window : public QWidget {
  public:
    Window() {
        auto* backend = new Backend;
        backend->moveToThread(&thread_);
        connect(&thread_, &QThread::started, backend, &Backend::begin); // want note "handed over here"
        thread_.start();
    }
    ~Window() {
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
};

// A pool runs it in a thread of its own.
class Load : public QRunnable {
  public:
    explicit Load(QTimer* timer) : timer_(timer) {}
    void run() override { timer_->stop(); } // want "'flush' belongs to the main thread but is used here in a pool thread"

  private:
    QTimer* timer_;
};

// With a direct connection the slot runs where the signal is emitted.
class Renderer : public QObject {
  public:
    void swapped(); // a signal
    void render() { swapped(); }
};
class Preview : public QObject {
  public:
    Preview() : clock_(new QTimer(this)) {
        renderer_ = new Renderer;
        renderer_->moveToThread(&thread_);
        connect(&thread_, &QThread::started, renderer_, &Renderer::render);
        connect(renderer_, &Renderer::swapped, this, &Preview::capture, Qt::DirectConnection);
        thread_.start();
    }
    ~Preview() {
        thread_.quit();
        thread_.wait();
    }
    void capture() { clock_->stop(); } // want "'clock_' belongs to the main thread but is used here in the thread 'thread_'"

  private:
    QThread thread_;
    Renderer* renderer_;
    QTimer* clock_;
};

// A class of threads, which only its subclasses are built of: where it was made is not known.
class Task : public QThread {
  public:
    explicit Task(QTimer* clock) : clock_(clock) {
        connect(this, SIGNAL(finished()), this, SLOT(update()));
    }
    void update() { clock_->start(10); }

  private:
    QTimer* clock_;
};
class Export : public Task {
  public:
    explicit Export(QTimer* clock) : Task(clock) {}
    void run() override {}
};
class Import : public Task {
  public:
    explicit Import(QTimer* clock) : Task(clock) {}
    void run() override {}
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Importer importer;
    importer.import();
    Window window;
    Preview preview;
    QTimer flush;
    QThreadPool::globalInstance()->start(new Load(&flush));
    Export exporting(&flush);
    Import importing(&flush);
    exporting.start();
    importing.start();
    importing.wait();
    exporting.wait();
    return QApplication::exec();
}
