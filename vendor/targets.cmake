# How every target of the tree is made: one set of options, and three ways to name a target.

add_library(wirelab_options INTERFACE)
target_compile_features(wirelab_options INTERFACE cxx_std_20)
target_include_directories(wirelab_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(wirelab_options INTERFACE WIRELAB_VERSION="${PROJECT_VERSION}")
target_compile_options(wirelab_options INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2
  -Wextra-semi -Wimplicit-fallthrough -Wunused -Wvla
  -Wno-missing-field-initializers) # designated initialisers leave the rest to its default
# Of sources compiled together GCC would name a local name that another file has for a function.
if(NOT WIRELAB_TOGETHER OR CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(wirelab_options INTERFACE -Wshadow)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

if(WIRELAB_WERROR)
  target_compile_options(wirelab_options INTERFACE -Werror)
endif()

if(WIRELAB_SANITIZE STREQUAL "address")
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined)
elseif(WIRELAB_SANITIZE STREQUAL "thread")
  set(sanitizers -fsanitize=thread)
elseif(WIRELAB_SANITIZE)
  message(FATAL_ERROR "WIRELAB_SANITIZE is '${WIRELAB_SANITIZE}': use address, thread or nothing.")
endif()
if(sanitizers)
  target_compile_options(wirelab_options INTERFACE ${sanitizers} -fno-omit-frame-pointer)
  target_link_options(wirelab_options INTERFACE ${sanitizers})
endif()
if(sanitizers OR CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(wirelab_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()

# Drops from the list what is named but not there, with a warning, so that one room under work does
# not stop the others. The test architecture/listed is strict.
function(wirelab_present list)
  set(present)
  foreach(source IN LISTS ${list})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
      list(APPEND present ${source})
    else()
      message(WARNING "${source} is listed but not there; configure again when it is.")
    endif()
  endforeach()
  set(${list} ${present} PARENT_SCOPE)
endfunction()

# Compiles the sources of a folder together, up to eight at once, so that their headers are read once: a
# build from nothing takes half the time. A name in an unnamed namespace is therefore unique in its folder.
# With -D WIRELAB_TOGETHER=OFF, as in the preset debug, less is compiled after an edit.
function(wirelab_together target)
  set(folders)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.cpp$")
      get_filename_component(folder ${source} DIRECTORY)
      string(MAKE_C_IDENTIFIER "in_${folder}" folder)
      list(APPEND folders ${folder})
      set(earlier ${folders})
      list(FILTER earlier INCLUDE REGEX "^${folder}$")
      list(LENGTH earlier count)
      math(EXPR batch "(${count} - 1) / 8")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${batch})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${WIRELAB_TOGETHER} UNITY_BUILD_MODE GROUP)
endfunction()

# The same aim where files of a folder have names in common: the headers that all include are read
# once, before the files.
function(wirelab_headers_first target)
  if(WIRELAB_TOGETHER)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# wirelab_library(NAME SOURCES a.cpp ... LINK target ... [APART]): a static library, or an interface that
# only passes its links on while it has no source yet. APART: each source is compiled alone.
function(wirelab_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "APART" "" "SOURCES;LINK")
  wirelab_present(arg_SOURCES)
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC wirelab_options ${arg_LINK})
    if(NOT arg_APART)
      wirelab_together(${name})
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE wirelab_options ${arg_LINK})
  endif()
endfunction()

# wirelab_program(NAME SOURCES main.cpp LINK target ...): a program in bin/, installed.
function(wirelab_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  wirelab_present(arg_SOURCES)
  if(NOT arg_SOURCES)
    message(STATUS "${name}: no source listed yet, not built")
    return()
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE wirelab_options ${arg_LINK})
  wirelab_together(${name})
  install(TARGETS ${name} DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()
