# `cmake --install`: headers, the static library, the program, the man page and the documents, and what
# find_package(blogferry) and pkg-config need to find them. tests/package builds a consumer from the result.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/blogferry")

# --- library -------------------------------------------------------------------------------------------------------
install(TARGETS blogferry EXPORT blogferry ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library)
install(DIRECTORY include/blogferry "${PROJECT_BINARY_DIR}/include/blogferry"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library FILES_MATCHING PATTERN "*.hpp" PATTERN "*.def")
install(EXPORT blogferry NAMESPACE blogferry:: FILE blogferry-targets.cmake DESTINATION "${package_dir}" COMPONENT library)

# A static library hands its private dependencies to whoever links it. One line here for each: how CMake finds it,
# and how pkg-config names it (a module, or the linker's flag where there is no module).
#
# libarchive and libxml2 have modules, but in Debian their private parts ask for development files (libacl, liblzma)
# that nobody needs who links the shared libraries, and that libxml2-dev and libarchive-dev do not bring.
set(package_LibXml2_LibXml2 "find_dependency(LibXml2)" -lxml2)
set(package_Boost_json "find_dependency(Boost COMPONENTS json)" -lboost_json)
set(package_SQLiteCpp "find_dependency(SQLiteCpp)" "-lSQLiteCpp -lsqlite3")
set(package_date_date-tz "find_dependency(date)" -ldate-tz)
set(package_LibArchive_LibArchive "find_dependency(LibArchive)" -larchive)
set(package_fmt_fmt "find_dependency(fmt)" fmt)
set(package_PkgConfig_nettle "pkg_check_modules(nettle REQUIRED QUIET IMPORTED_TARGET nettle)" nettle)
set(package_PkgConfig_icu "pkg_check_modules(icu REQUIRED QUIET IMPORTED_TARGET icu-uc icu-i18n)" "icu-uc icu-i18n")
set(package_Threads_Threads "find_dependency(Threads)" -pthread)

get_target_property(linked blogferry LINK_LIBRARIES)
list(REMOVE_DUPLICATES linked)
set(find_dependencies "")
set(pc_requires "")
set(pc_libs "")
foreach(library IN LISTS linked)
  string(REPLACE "::" "_" key "package_${library}")
  if(NOT DEFINED ${key})
    message(FATAL_ERROR "cmake/BlogferryInstall.cmake does not say how a consumer finds ${library}")
  endif()
  list(GET ${key} 0 finder)
  list(GET ${key} 1 names)
  string(APPEND find_dependencies "${finder}\n")
  if(names MATCHES "^-")
    string(APPEND pc_libs " ${names}")
  else()
    string(APPEND pc_requires " ${names}")
  endif()
endforeach()

configure_package_config_file(cmake/blogferry-config.cmake.in blogferry-config.cmake INSTALL_DESTINATION "${package_dir}"
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(blogferry-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/blogferry-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/blogferry-config-version.cmake"
  DESTINATION "${package_dir}" COMPONENT library)

# The prefix is the one of `cmake --install`, which may be another than the one configured.
file(RELATIVE_PATH pc_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
configure_file(cmake/blogferry.pc.in blogferry.pc @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/blogferry.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT library)

# --- program -------------------------------------------------------------------------------------------------------
if(TARGET blogferry_program)
  install(TARGETS blogferry_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
endif()
if(EXISTS "${PROJECT_SOURCE_DIR}/docs/man/blogferry.1")
  install(FILES docs/man/blogferry.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
endif()

# --- documents -----------------------------------------------------------------------------------------------------
install(FILES README.md CHANGELOG.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT documents)
install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT documents PATTERN man EXCLUDE PATTERN design EXCLUDE)
