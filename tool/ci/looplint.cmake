# looplint for CMake projects:
#
#   include(looplint)                    # or find_package(looplint), which brings it
#   looplint_add_target(lint TARGETS app core [OPTIONS --level=1 ...])
#
# makes the target `lint`: each source of the targets is read by an `extract` action of its own, which runs again
# only if the source, a header that it includes or its flags have changed; `link` and `analyze` follow. The actions
# are commands like any other: a compiler cache or remote executor that takes custom commands can run them.
# LOOPLINT names the command, if it is not on the PATH. Needs CMAKE_EXPORT_COMPILE_COMMANDS.

find_program(LOOPLINT looplint)

function(looplint_add_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "TARGETS;OPTIONS")
  if(NOT LOOPLINT)
    message(FATAL_ERROR "looplint_add_target: looplint was not found; set LOOPLINT")
  endif()
  if(NOT arg_TARGETS OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "looplint_add_target(${name}): expected TARGETS <target>... [OPTIONS <option>...]")
  endif()
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "looplint_add_target: set CMAKE_EXPORT_COMPILE_COMMANDS to ON")
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.looplint)
  set(all)
  foreach(target IN LISTS arg_TARGETS)
    get_target_property(sources ${target} SOURCES)
    get_target_property(from ${target} SOURCE_DIR)
    foreach(source IN LISTS sources)
      if(NOT source MATCHES "\\.(c|cc|cpp|cxx|C)$")
        continue()
      endif()
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${from} NORMALIZE)
      string(SHA1 key "${source}")
      string(SUBSTRING ${key} 0 12 key)
      set(facts ${folder}/${target}.${key}.facts)
      add_custom_command(
        OUTPUT ${facts}
        COMMAND ${LOOPLINT} extract ${source} -p ${CMAKE_BINARY_DIR} -o ${facts} --depfile=${facts}.d --quiet
        DEPENDS ${source} ${LOOPLINT} ${CMAKE_BINARY_DIR}/compile_commands.json
        DEPFILE ${facts}.d
        COMMENT "looplint: reading ${source}"
        VERBATIM)
      list(APPEND all ${facts})
    endforeach()
  endforeach()
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(
    OUTPUT ${folder}/program
    COMMAND ${LOOPLINT} link ${all} -o ${folder}/program
    DEPENDS ${all}
    COMMENT "looplint: linking the facts of ${name}"
    VERBATIM)
  add_custom_target(${name}
    COMMAND ${LOOPLINT} analyze ${folder}/program ${arg_OPTIONS}
    DEPENDS ${folder}/program
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "looplint: analysing ${name}"
    VERBATIM)
  add_dependencies(${name} ${arg_TARGETS}) # which make their generated headers
endfunction()
