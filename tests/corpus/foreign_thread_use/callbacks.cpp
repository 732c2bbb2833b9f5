// Callbacks that are kept and called later, in another thread than the one that left them.
#include <qt.h>
#include <sigc.h>
#include <thread.h>

#include <deque>
#include <functional>
#include <vector>

// Function pointers with their data, in a list that a thread goes through.
using Tapped = void (*)(void* data, int level);

class Mixer {
  public:
    void tap(Tapped function, void* data) { taps_.push_back({function, data}); }
    void start() {
        thread_ = std::thread([this] { mix(); });
    }

  private:
    struct Tap {
        Tapped function;
        void* data;
    };
    void mix() {
        for (const Tap& tap : taps_) tap.function(tap.data, 3);
    }
    std::vector<Tap> taps_;
    std::thread thread_;
};

class Dial : public QWidget {
  public:
    explicit Dial(Mixer* mixer) { mixer->tap(onLevel, this); }

  private:
    static void onLevel(void* data, int) { static_cast<Dial*>(data)->turn(); }
    void turn() { show(); } // want "'QWidget::show' may only be called in the main thread but is called here in the thread started in 'Mixer::start'"
};

// A job with its continuation, in a queue.
class Fetcher {
  public:
    using Done = std::function<void(int)>;
    void fetch(int what, Done done) { jobs_.push_back({what, std::move(done)}); }
    void start() {
        thread_ = std::thread([this] {
            Job job = std::move(jobs_.front());
            job.done(job.what);
        });
    }

  private:
    struct Job {
        int what;
        Done done;
    };
    std::deque<Job> jobs_;
    std::thread thread_;
};

class Cover : public QWidget {
  public:
    void load(Fetcher& fetcher) {
        fetcher.fetch(7, [this](int) {
            show(); // want "'QWidget::show' may only be called in the main thread but is called here in the thread started in 'Fetcher::start'"
        });
    }
};

// A signal calls its slots where it is emitted; an accessor gives it away.
class Daemon {
  public:
    sigc::signal<void(int)>& changed() { return changed_; }
    void start() {
        thread_ = std::thread([this] { changed_.emit(1); });
    }

  private:
    sigc::signal<void(int)> changed_;
    std::thread thread_;
};

class Board : public QWidget {
  public:
    explicit Board(Daemon& daemon) { daemon.changed().connect(sigc::mem_fun(*this, &Board::redraw)); }
    void redraw(int) { show(); } // want "'QWidget::show' may only be called in the main thread but is called here in the thread started in 'Daemon::start'"
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Mixer mixer;
    Dial dial(&mixer);
    mixer.start();
    Fetcher fetcher;
    Cover cover;
    cover.load(fetcher);
    fetcher.start();
    Daemon daemon;
    Board board(daemon);
    daemon.start();
    return QApplication::exec();
}
