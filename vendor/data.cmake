# cmake -D SOURCE=tree -D TARGET=share/wirelab -P data.cmake
# Mirrors the data of the tree: words/*.toml, and of each lesson its text, recording and programs.
# What the tree no longer has goes, so that a removed lesson does not linger in a build directory.

cmake_minimum_required(VERSION 3.25)
set(wanted)

function(copy_data from folder)
  file(COPY ${from} DESTINATION ${TARGET}/${folder})
endfunction()

file(GLOB words ${SOURCE}/capture/words/*.toml)
foreach(file IN LISTS words)
  copy_data(${file} words)
  get_filename_component(name ${file} NAME)
  list(APPEND wanted words/${name})
endforeach()

file(GLOB lessons LIST_DIRECTORIES true ${SOURCE}/lessons/*)
foreach(folder IN LISTS lessons)
  get_filename_component(lesson ${folder} NAME)
  file(GLOB texts ${folder}/${lesson}.*.md) # what makes a folder a lesson
  if(texts)
    file(GLOB files ${folder}/*.md ${folder}/*.pcapng ${folder}/*.c ${folder}/*.py)
    foreach(file IN LISTS files)
      copy_data(${file} lessons/${lesson})
      get_filename_component(name ${file} NAME)
      list(APPEND wanted lessons/${lesson}/${name})
    endforeach()
  endif()
endforeach()

file(MAKE_DIRECTORY ${TARGET})
file(GLOB_RECURSE present RELATIVE ${TARGET} ${TARGET}/*)
foreach(file IN LISTS present)
  if(NOT file IN_LIST wanted)
    file(REMOVE ${TARGET}/${file})
  endif()
endforeach()
