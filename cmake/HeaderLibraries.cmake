# Eigen and nlohmann-json: headers alone. Where no package describes them, as on a bare GPU machine,
# a folder with a copy of them is enough: -DSIGSCOPE_HEADERS=FOLDER.

set(SIGSCOPE_HEADERS "" CACHE PATH "Folder with copies of header-only libraries")

function(sigscope_headers target header)
  if(NOT TARGET ${target})
    find_path(${header}_folder ${header} HINTS ${SIGSCOPE_HEADERS} PATH_SUFFIXES eigen3 REQUIRED)
    add_library(${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(${target} SYSTEM INTERFACE ${${header}_folder})
  endif()
endfunction()

find_package(Eigen3 QUIET NO_MODULE)
sigscope_headers(Eigen3::Eigen Eigen/Core)
find_package(nlohmann_json QUIET)
sigscope_headers(nlohmann_json::nlohmann_json nlohmann/json.hpp)
