// libstdc++ counts the owners of an exception in code that ThreadSanitizer does not see: the last
// owner, in another thread, then seems to destroy it unordered with earlier reads.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "race:std::__exception_ptr::exception_ptr::_M_release\n";
}
