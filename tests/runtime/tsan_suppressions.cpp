// What ThreadSanitizer sees wrongly in libstdc++: the owners of an exception are counted in code
// that it does not see, so that the last owner, in another thread, seems to destroy it unordered
// with earlier reads; and the classic locale's table of narrow characters is filled by each thread
// with the same.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "race:std::__exception_ptr::exception_ptr::_M_release\n"
           "race:std::ctype<char>::narrow\n"
           "race:boost::io::detail::wrap_narrow\n";
}
