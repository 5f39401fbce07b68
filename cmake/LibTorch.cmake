# One imported target, Torch::Torch, from a LibTorch folder (include/, lib/). find_package(Torch)
# would demand the CUDA toolkit of whoever has a CUDA build of Torch, to compile nothing with it.

set(SIGSCOPE_TORCH_DIR "$ENV{SIGSCOPE_TORCH_DIR}" CACHE PATH
    "LibTorch folder, or the torch folder of a Python installation")
if(NOT SIGSCOPE_TORCH_DIR)
  file(GLOB found ${CMAKE_SOURCE_DIR}/build/venv/lib/python3*/site-packages/torch)
  if(NOT found)
    message(FATAL_ERROR "No LibTorch. Run scripts/run once, or give -DSIGSCOPE_TORCH_DIR=FOLDER "
                        "(the folder that holds include/ and lib/).")
  endif()
  list(GET found 0 SIGSCOPE_TORCH_DIR)
  set(SIGSCOPE_TORCH_DIR ${SIGSCOPE_TORCH_DIR} CACHE PATH "" FORCE)
endif()

set(torch_include ${SIGSCOPE_TORCH_DIR}/include)
set(torch_lib ${SIGSCOPE_TORCH_DIR}/lib)
foreach(header torch/headeronly/version.h torch/csrc/api/include/torch/version.h)
  if(EXISTS ${torch_include}/${header})
    file(STRINGS ${torch_include}/${header} version_lines REGEX "define TORCH_VERSION_M")
    string(REGEX REPLACE ".*MAJOR ([0-9]+).*MINOR ([0-9]+).*" "\\1.\\2" torch_version
                         "${version_lines}")
    if(torch_version MATCHES "^[0-9]+\\.[0-9]+$")
      break()
    endif()
  endif()
endforeach()
if(NOT torch_version)
  message(FATAL_ERROR "${SIGSCOPE_TORCH_DIR} is no LibTorch: it has no version header.")
endif()
if(torch_version VERSION_LESS 2.11)
  message(FATAL_ERROR "LibTorch ${torch_version} in ${SIGSCOPE_TORCH_DIR} is too old: 2.11 or "
                      "newer is needed.")
endif()

add_library(Torch::Torch INTERFACE IMPORTED)
target_include_directories(Torch::Torch SYSTEM INTERFACE
                           ${torch_include} ${torch_include}/torch/csrc/api/include)
# --no-as-needed: nothing refers to libtorch itself, nor to the CUDA libraries, which register
# themselves when they are loaded.
set(torch_libraries ${torch_lib}/libtorch.so ${torch_lib}/libtorch_cpu.so ${torch_lib}/libc10.so)
foreach(library torch_cuda c10_cuda)
  if(EXISTS ${torch_lib}/lib${library}.so)
    list(APPEND torch_libraries ${torch_lib}/lib${library}.so)
  endif()
endforeach()
target_link_libraries(Torch::Torch INTERFACE -Wl,--no-as-needed ${torch_libraries} -Wl,--as-needed)
target_link_options(Torch::Torch INTERFACE -Wl,-rpath,${torch_lib} -Wl,-rpath-link,${torch_lib})

# A LibTorch built with the old string ABI would fail at link time with a page of symbols.
if(NOT SIGSCOPE_TORCH_PROBED STREQUAL SIGSCOPE_TORCH_DIR)
  file(WRITE ${CMAKE_BINARY_DIR}/probe/torch_abi.cpp
       "#include <c10/util/Exception.h>\n"
       "#include <string>\n"
       "int main() { return c10::Error({\"\", \"\", 0}, std::string(\"x\")).msg().size() == 1 ? 0 : 1; }\n")
  try_compile(torch_links ${CMAKE_BINARY_DIR}/probe/torch
              ${CMAKE_BINARY_DIR}/probe/torch_abi.cpp
              LINK_LIBRARIES Torch::Torch CXX_STANDARD 20 OUTPUT_VARIABLE torch_link_log)
  if(NOT torch_links)
    message(FATAL_ERROR "LibTorch in ${SIGSCOPE_TORCH_DIR} does not link with this compiler (a "
                        "build with the old string ABI does not; take the 'cxx11 ABI' one):\n"
                        "${torch_link_log}")
  endif()
  set(SIGSCOPE_TORCH_PROBED ${SIGSCOPE_TORCH_DIR} CACHE INTERNAL "")
endif()
message(STATUS "LibTorch ${torch_version}: ${SIGSCOPE_TORCH_DIR}")
