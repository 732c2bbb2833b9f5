#pragma once
// A look-alike of Node-API and of node-addon-api on it: the names that the model speaks of, and
// nothing behind them.

extern "C" {
typedef struct napi_env__* napi_env;
typedef struct napi_value__* napi_value;
typedef struct napi_deferred__* napi_deferred;
typedef struct napi_async_work__* napi_async_work;
typedef struct napi_threadsafe_function__* napi_threadsafe_function;
typedef enum { napi_ok } napi_status;
typedef napi_value (*napi_callback)(napi_env, void*);
typedef void (*napi_finalize)(napi_env, void*, void*);
typedef void (*napi_async_execute_callback)(napi_env, void*);
typedef void (*napi_async_complete_callback)(napi_env, napi_status, void*);
typedef void (*napi_threadsafe_function_call_js)(napi_env, napi_value, void*, void*);
typedef struct napi_module napi_module;

napi_status napi_create_int32(napi_env, int, napi_value*);
napi_status napi_create_promise(napi_env, napi_deferred*, napi_value*);
napi_status napi_resolve_deferred(napi_env, napi_deferred, napi_value);
napi_status napi_create_function(napi_env, const char*, unsigned long, napi_callback, void*,
                                 napi_value*);
napi_status napi_wrap(napi_env, napi_value, void*, napi_finalize, void*, void*);
napi_status napi_add_finalizer(napi_env, napi_value, void*, napi_finalize, void*, void*);
napi_status napi_add_env_cleanup_hook(napi_env, void (*)(void*), void*);
napi_status napi_create_external(napi_env, void*, napi_finalize, void*, napi_value*);
napi_status napi_create_external_arraybuffer(napi_env, void*, unsigned long, napi_finalize, void*,
                                             napi_value*);
napi_status napi_create_external_buffer(napi_env, unsigned long, void*, napi_finalize, void*,
                                        napi_value*);
napi_status napi_create_async_work(napi_env, napi_value, napi_value, napi_async_execute_callback,
                                   napi_async_complete_callback, void*, napi_async_work*);
napi_status napi_queue_async_work(napi_env, napi_async_work);
napi_status napi_delete_async_work(napi_env, napi_async_work);
napi_status napi_create_threadsafe_function(napi_env, napi_value, napi_value, napi_value,
                                            unsigned long, unsigned long, void*, napi_finalize,
                                            void*, napi_threadsafe_function_call_js,
                                            napi_threadsafe_function*);
napi_status napi_call_threadsafe_function(napi_threadsafe_function, void*, int);
napi_status napi_acquire_threadsafe_function(napi_threadsafe_function);
napi_status napi_release_threadsafe_function(napi_threadsafe_function, int);
napi_status napi_get_threadsafe_function_context(napi_threadsafe_function, void**);
void napi_fatal_error(const char*, unsigned long, const char*, unsigned long);
void napi_module_register(napi_module*);
}

namespace Napi {

class Env {
  public:
    Env(napi_env);
    operator napi_env() const;
    void RunScript(const char*);
};
class Value {
  public:
    Value();
    bool IsString() const;
};
class Object : public Value {
  public:
    Object();
    void Set(const char* key, Value);
};
class Array : public Object {
  public:
    Array();
    static Array New(napi_env);
};
class String : public Value {
  public:
    String();
    static String New(napi_env, const char*);
};
class Number : public Value {
  public:
    Number();
    static Number New(napi_env, double);
};
template <class T>
class Buffer : public Object {
  public:
    static Buffer New(napi_env, T*, unsigned long);
};
class Function : public Object {
  public:
    Function();
    Value Call(int arguments);
};
template <class T>
class Reference {
  public:
    Reference();
    T Value() const;
};
class ObjectReference : public Reference<Object> {
  public:
    ObjectReference();
    void Set(const char* key, double);
};
class FunctionReference : public Reference<Function> {
  public:
    FunctionReference();
    Napi::Value Call(int arguments);
};
class Promise : public Object {
  public:
    class Deferred {
      public:
        explicit Deferred(napi_env);
        void Resolve(Value) const;
        void Reject(Value) const;
    };
};
class Error {
  public:
    static Error New(napi_env, const char*);
    const char* What() const;
    void ThrowAsJavaScriptException() const;
};
class HandleScope {
  public:
    explicit HandleScope(napi_env);
    Napi::Env Env() const;
};
class EscapableHandleScope {
  public:
    explicit EscapableHandleScope(napi_env);
    Napi::Env Env() const;
};

class AsyncWorker {
  public:
    virtual ~AsyncWorker();
    void Queue();

  protected:
    virtual void Execute() = 0;
    virtual void OnOK();
};
class AsyncProgressWorker : public AsyncWorker {
  protected:
    virtual void Execute(const int& progress) = 0;
    void Execute() override;
};
class AsyncProgressQueueWorker : public AsyncWorker {
  protected:
    virtual void Execute(const int& progress) = 0;
    void Execute() override;
};
class ThreadSafeFunction {
  public:
    template <class F>
    napi_status BlockingCall(F) const;
    template <class F>
    napi_status NonBlockingCall(F) const;
};
template <class Context>
class TypedThreadSafeFunction {
  public:
    template <class F>
    napi_status BlockingCall(F) const;
    template <class F>
    napi_status NonBlockingCall(F) const;
};

} // namespace Napi
