# Writes OUTPUT: a C++ source with the text of FILES, found by file name (analysis/embedded.h).
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(LENGTH "${text}" length)
  # A raw string literal holds 64 KiB at most in some compilers: cut into pieces.
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND pieces "R\"~embed~(${piece})~embed~\" ")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND entries "    {\"${name}\", ${pieces}},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"analysis/embedded.h\"\n\nnamespace looplint {\n"
     "std::span<const EmbeddedFile> embeddedFiles() {\n"
     "    static constexpr EmbeddedFile files[] = {\n${entries}    };\n    return files;\n}\n} // namespace looplint\n")
