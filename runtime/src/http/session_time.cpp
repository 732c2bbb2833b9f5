// How long a session waits for its client.
//
// One timer serves all waits: it is set anew only for an earlier end than the one it was set for,
// and else looks, when it fires, whether the wait it was set for is over.
#include "session.h"
#include "worker.h"

namespace loop::http {

Duration Session::per_rate(std::size_t bytes) const {
    const std::size_t rate = worker_->options().limits.rate;
    return rate == 0 ? Duration::zero() : Duration(std::chrono::seconds(bytes / rate));
}

void Session::allow(Duration time) {
    due_ = worker_->loop().time() + time;
    if (!timer_ || timer_due_ > due_) set_timer();
}

void Session::set_timer() {
    timer_.cancel();
    timer_due_ = due_;
    timer_ = worker_->loop().call_at(due_, [this] { on_timer(); });
}

void Session::on_timer() {
    timer_ = {};
    if (due_ == Duration::max()) return;
    if (worker_->loop().time() >= due_)
        expire();
    else
        set_timer();
}

// A read then ends with the end of the stream, a write with an error.
void Session::expire() {
    timed_out_ = true;
    if (writing_)
        stream_.close();
    else
        stream_.shutdown_read();
}

void TimedWrite::waits(bool begins) {
    session_.writing_ = begins;
    if (begins)
        session_.allow(session_.worker_->options().limits.write_time + session_.per_rate(bytes_));
    else
        session_.allow_for_ever();
}

} // namespace loop::http
