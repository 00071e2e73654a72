# Each layer is a target of its own with its own header root, seen only by the targets that link it: an include that
# the design forbids does not compile. The shipped library is made of all of them.

add_library(blogferry_warnings INTERFACE)
target_compile_options(blogferry_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
# GCC 12 sees overlapping copies in "literal" + std::string that are not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(blogferry_warnings INTERFACE -Wno-restrict)
endif()
if(BLOGFERRY_SANITIZE)
  add_compile_options(-fsanitize=${BLOGFERRY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${BLOGFERRY_SANITIZE})
endif()

# The public headers.
add_library(blogferry_headers INTERFACE)
target_include_directories(blogferry_headers INTERFACE
  $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>
  $<BUILD_INTERFACE:${CMAKE_CURRENT_BINARY_DIR}/include>)
configure_file(cmake/version.hpp.in include/blogferry/version.hpp @ONLY)

# blogferry_layer(NAME SOURCES a.cpp… USES layer… LIBRARIES target…)
#   USES: layers whose headers this one may include; LIBRARIES: dependencies only this layer may see.
function(blogferry_layer name)
  cmake_parse_arguments(L "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  set(target bf_${name})
  add_library(${target} OBJECT ${L_SOURCES})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${target} PUBLIC blogferry_headers PRIVATE blogferry_warnings fmt::fmt ${L_LIBRARIES})
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/include")
    add_library(${target}_api INTERFACE)
    target_include_directories(${target}_api INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/include")
    target_link_libraries(${target} PRIVATE ${target}_api)
  endif()
  foreach(used IN LISTS L_USES)
    target_link_libraries(${target} PRIVATE bf_${used}_api)
  endforeach()
  set_property(GLOBAL APPEND PROPERTY BLOGFERRY_LAYERS ${target})
  set_property(GLOBAL APPEND PROPERTY BLOGFERRY_LIBRARIES ${L_LIBRARIES})
endfunction()

# blogferry_converter(NAME SOURCES… USES… LIBRARIES…): a layer that defines
#   const blogferry::Format& blogferry::converters::NAME();
# and is added to FormatRegistry::builtin().
function(blogferry_converter name)
  blogferry_layer(${name} ${ARGN})
  set_property(GLOBAL APPEND PROPERTY BLOGFERRY_CONVERTERS ${name})
endfunction()

# The library blogferry::blogferry, made of all layers.
function(blogferry_assemble_library)
  get_property(layers GLOBAL PROPERTY BLOGFERRY_LAYERS)
  get_property(libraries GLOBAL PROPERTY BLOGFERRY_LIBRARIES)
  list(REMOVE_DUPLICATES libraries)
  set(objects)
  foreach(layer IN LISTS layers)
    list(APPEND objects $<TARGET_OBJECTS:${layer}>)
  endforeach()
  add_library(blogferry STATIC ${objects})
  add_library(blogferry::blogferry ALIAS blogferry)
  target_include_directories(blogferry PUBLIC
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${CMAKE_CURRENT_BINARY_DIR}/include>
    $<INSTALL_INTERFACE:include>)
  target_compile_features(blogferry PUBLIC cxx_std_20)
  target_link_libraries(blogferry PRIVATE fmt::fmt ${libraries})
endfunction()
