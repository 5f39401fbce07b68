# cmake --install: bin/sigscope and bin/sigscope-program, share/sigscope, and, of a CPU build of LibTorch, the libraries in
# lib/sigscope, so that the prefix can be moved. A CUDA build (gigabytes, and bound to its driver)
# stays where it is.

include(GNUInstallDirs)

set(private_libraries ${CMAKE_INSTALL_LIBDIR}/sigscope)
if(EXISTS ${torch_lib}/libtorch_cuda.so)
  set_target_properties(sigscope_program PROPERTIES INSTALL_RPATH ${torch_lib})
  install(CODE "message(STATUS \"LibTorch with CUDA is not copied: sigscope refers to ${torch_lib}\")")
else()
  file(RELATIVE_PATH from_program /${CMAKE_INSTALL_BINDIR} /${private_libraries})
  set_target_properties(sigscope_program PROPERTIES INSTALL_RPATH "$ORIGIN/${from_program}")
  file(GLOB bundled ${torch_lib}/libgomp*.so*)
  install(FILES ${torch_lib}/libtorch.so ${torch_lib}/libtorch_cpu.so ${torch_lib}/libc10.so
                ${bundled}
          DESTINATION ${private_libraries})
endif()

install(TARGETS sigscope sigscope_program)
install(DIRECTORY ${SIGSCOPE_SHARE}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/sigscope)
install(FILES ${CMAKE_SOURCE_DIR}/resources/desktop/sigscope.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/sigscope.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
