# cmake -D build=… -D work=… -P package_test.cmake: see CMakeLists.txt.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(REPLACE ";" " " line "${ARGN}")
    message(FATAL_ERROR "${line}\nended with ${result}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_summary how)
  if(NOT output MATCHES "posts 4, pages 1, comments 5")
    message(FATAL_ERROR "the consumer built with ${how} said:\n${output}")
  endif()
  message(STATUS "${how}: ${output}")
endfunction()

set(prefix "${work}/prefix")
file(REMOVE_RECURSE "${work}")
if(sanitize)
  set(flags "${flags} -fsanitize=${sanitize}")
endif()

run(${CMAKE_COMMAND} --install "${build}" --prefix "${prefix}" --component library)

# find_package
run(${CMAKE_COMMAND} -S "${consumer}" -B "${work}/cmake" -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}"
  "-DCMAKE_BUILD_TYPE=${config}" "-DCMAKE_CXX_FLAGS=${flags}" "-DCMAKE_PREFIX_PATH=${prefix}")
run(${CMAKE_COMMAND} --build "${work}/cmake")
run("${work}/cmake/consumer" "${input}")
expect_summary("find_package")

# pkg-config
find_program(pkg_config NAMES pkg-config pkgconf REQUIRED)
set(ENV{PKG_CONFIG_PATH} "${prefix}/${libdir}/pkgconfig")
run("${pkg_config}" --static --cflags --libs blogferry)
separate_arguments(arguments UNIX_COMMAND "${flags} -std=c++20 -o ${work}/consumer ${consumer}/main.cpp ${output}")
run("${compiler}" ${arguments})
run("${work}/consumer" "${input}")
expect_summary("pkg-config")
