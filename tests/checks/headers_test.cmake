# headers_test: the models against the libraries' own headers.
pkg_check_modules(headers REQUIRED gtkmm-3.0 hiredis libevent libsystemd libuv openssl)
pkg_check_modules(headers_qt5 REQUIRED Qt5Concurrent Qt5DBus Qt5Network Qt5Widgets)
pkg_check_modules(headers_qt6 REQUIRED Qt6Concurrent Qt6DBus Qt6Network Qt6Widgets)
looplint_system_flags(headers_flags ${headers_INCLUDE_DIRS})
looplint_system_flags(headers_qt5_flags ${headers_qt5_INCLUDE_DIRS})
looplint_system_flags(headers_qt6_flags ${headers_qt6_INCLUDE_DIRS})

looplint_checks_test(headers)
target_sources(headers_test PRIVATE headers_test_units.cpp)
target_compile_definitions(headers_test PRIVATE
  "LOOPLINT_HEADER_FLAGS=\"${headers_flags}\""
  "LOOPLINT_QT5_FLAGS=\"${headers_qt5_flags}\""
  "LOOPLINT_QT6_FLAGS=\"${headers_qt6_flags}\"")
