# What find_package(looplint) reads: the libraries that loop::runtime needs, then itself.
include(CMakeFindDependencyMacro)
find_dependency(Boost 1.81)
find_dependency(Threads)
find_dependency(nlohmann_json)
find_dependency(PkgConfig)
pkg_check_modules(LOOP_UV REQUIRED IMPORTED_TARGET GLOBAL libuv)
pkg_check_modules(LOOP_URING IMPORTED_TARGET GLOBAL liburing)
include(${CMAKE_CURRENT_LIST_DIR}/looplint-targets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/looplint.cmake OPTIONAL) # looplint_add_target, if the checker is there
