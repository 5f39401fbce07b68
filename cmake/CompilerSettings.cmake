# Warnings, sanitizers and the compiler cache: what every target of ours is compiled with.

add_library(sigscope_settings INTERFACE)
target_compile_options(sigscope_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
                                                   -Wnon-virtual-dtor -Woverloaded-virtual)
target_include_directories(sigscope_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(sigscope_settings INTERFACE SIGSCOPE_VERSION="${PROJECT_VERSION}")

set(SIGSCOPE_SANITIZE "" CACHE STRING "Sanitizer to build with: address (and undefined), thread")
set_property(CACHE SIGSCOPE_SANITIZE PROPERTY STRINGS "" address thread)
if(NOT SIGSCOPE_SANITIZE)
  # GCC warns of what is none where it instruments (GCC bug 105562 is one case): the other builds are
  # the ones that judge.
  target_compile_options(sigscope_settings INTERFACE -Werror)
endif()
if(SIGSCOPE_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(SIGSCOPE_SANITIZE STREQUAL "thread")
  # Torch's reference counts use a fence, of which the sanitizer warns that it does not follow it.
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -Wno-tsan)
  add_link_options(-fsanitize=thread)
elseif(SIGSCOPE_SANITIZE)
  message(FATAL_ERROR "SIGSCOPE_SANITIZE is '${SIGSCOPE_SANITIZE}': address or thread is wanted.")
endif()

# The sources of a folder that are compiled one by one where the others are compiled together: each
# has a Parameters, a build() or a fits() of its own.
function(sigscope_compile_alone target pattern)
  file(GLOB sources CONFIGURE_DEPENDS ${pattern})
  set_source_files_properties(${sources} TARGET_DIRECTORY ${target}
                              PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

find_program(CCACHE ccache)
if(CCACHE)
  # A precompiled header is only cacheable with these sloppinesses and the flag; by the base folder
  # one clone has the use of what another one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
                                  CCACHE_SLOPPINESS=pch_defines,time_macros
                                  CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  add_compile_options(-fpch-preprocess)
endif()
