# Every third-party package, as an imported target. Their headers count as system headers: our
# warnings are for our own code. The Debian names are in vendor/packages/.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)

# wirelab_package(NAME module ...): wirelab::NAME from pkg-config modules.
function(wirelab_package name)
  pkg_check_modules(wirelab_${name} REQUIRED QUIET IMPORTED_TARGET ${ARGN})
  add_library(wirelab::${name} ALIAS PkgConfig::wirelab_${name})
endfunction()

wirelab_package(pcap libpcap)
wirelab_package(cap libcap)
wirelab_package(nl libnl-3.0 libnl-route-3.0)
wirelab_package(md4c md4c)
wirelab_package(toml tomlplusplus)
wirelab_package(zlib zlib)
wirelab_package(zstd libzstd)

if(WIRELAB_WINDOW)
  # Debian's static libimgui has the FreeType builder and the GLFW and OpenGL 3 backends inside;
  # its .pc file names only stb, so what those parts need is added here, after it.
  pkg_check_modules(wirelab_imgui_parts REQUIRED QUIET IMPORTED_TARGET
                    imgui stb glfw3 freetype2 gl)
  add_library(wirelab_imgui INTERFACE)
  target_link_libraries(wirelab_imgui INTERFACE PkgConfig::wirelab_imgui_parts ${CMAKE_DL_LIBS})
  add_library(wirelab::imgui ALIAS wirelab_imgui)
endif()
