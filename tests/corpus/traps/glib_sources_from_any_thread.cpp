// with: glib
// Adding a source is thread-safe; its callback runs in the main loop.
#include <glib.h>
#include <thread>

static gboolean refresh(gpointer) { return G_SOURCE_REMOVE; }

int main() {
    GMainLoop* loop = g_main_loop_new(nullptr, FALSE);
    std::thread worker([] {
        g_idle_add(refresh, nullptr);
        g_timeout_add(10, refresh, nullptr);
        g_main_context_invoke(nullptr, refresh, nullptr);
    });
    g_main_loop_run(loop);
    worker.join();
    g_main_loop_unref(loop);
}
