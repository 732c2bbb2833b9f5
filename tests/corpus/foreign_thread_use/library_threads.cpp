// Functions that only a thread of the library's loop may call.
#include <napi.h>
#include <thread.h>

struct Job {
    napi_async_work work;
    napi_deferred deferred;
};

static void settle(napi_env env, Job* job) {
    napi_value answer;
    napi_create_int32(env, 7, &answer); // want "'napi_create_int32' may only be called in a thread that runs a loop of 'napi', but is called here in the pool thread started in 'count'"
    napi_resolve_deferred(env, job->deferred, answer); // want "'napi_resolve_deferred' may only be called"
}
static void execute(napi_env env, void* data) { settle(env, static_cast<Job*>(data)); }
static void complete(napi_env env, napi_status, void* data) {
    napi_value answer;
    napi_create_int32(env, 7, &answer);
    napi_resolve_deferred(env, static_cast<Job*>(data)->deferred, answer);
}

void count(napi_env env, Job* job) {
    napi_create_async_work(env, nullptr, nullptr, execute, complete, job, &job->work);
    napi_queue_async_work(env, job->work);
}
