// What a callable keeps dies in the thread that it was given to, what a pool ran is deleted there.
#include <qt.h>
#include <seastar.h>
#include <thread.h>

#include <memory>
#include <vector>

class Plot : public QWidget {
  public:
    void crunch() {}
};

class Sheet {
  public:
    void print() {
        auto plot = std::make_unique<Plot>();
        std::thread printer([plot = std::move(plot)] { plot->crunch(); }); // want "belongs to the main thread but is destroyed here in the thread started in 'Sheet::print'; let its thread destroy it"
        printer.detach();
    }
    // The lambda gives it back before it ends.
    void borrow() {
        auto plot = std::make_unique<Plot>();
        std::thread printer([this, plot = std::move(plot)]() mutable { kept_ = std::move(plot); });
        printer.detach();
    }
    // An owner is left here.
    void share() {
        auto plot = std::make_shared<Plot>();
        shared_ = plot;
        std::thread printer([plot] { plot->crunch(); });
        printer.detach();
    }

  private:
    std::unique_ptr<Plot> kept_;
    std::shared_ptr<Plot> shared_;
};

// Deleted by the pool, with a timer of the main thread in it.
class Resize : public QObject, public QRunnable {
  public:
    Resize() : patience_(new QTimer(this)) { patience_->start(50); } // want note "the timer is started here"
    void run() override { result_ = 1; }

  private:
    QTimer* patience_;
    int result_ = 0;
};

// Without one: an object may be deleted elsewhere.
class Rotate : public QObject, public QRunnable {
  public:
    void run() override { result_ = 1; }

  private:
    int result_ = 0;
};

void queueJobs(QThreadPool& pool) {
    pool.start(new Resize); // want "belongs to the main thread and has a timer running there, but is destroyed in a pool thread; let its thread destroy it"
    pool.start(new Rotate);
}

// Copied into what another shard runs and drops: a copy under another name as well.
class Tally {
  public:
    seastar::future<> send() {
        return seastar::smp::submit_to(0, [mine = counts_] { (void)mine->hits; }); // want "'counts_' belongs to this shard but is copied to others"
    }
    // What it holds is sent, not itself.
    seastar::future<> sendPlain() {
        return seastar::smp::submit_to(0, [mine = *counts_] { (void)mine.hits; });
    }

  private:
    struct Counts {
        long hits = 0;
    };
    seastar::lw_shared_ptr<Counts> counts_;
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Sheet sheet;
    sheet.print();
    sheet.borrow();
    sheet.share();
    QThreadPool pool;
    queueJobs(pool);
    return QApplication::exec();
}
