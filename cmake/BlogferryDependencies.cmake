# Every dependency, each hidden behind one layer. Debian 12 and 13 have them all.
find_package(LibXml2 2.9 REQUIRED)                                  # src/xml
find_package(Boost 1.75 REQUIRED COMPONENTS program_options json)   # src/cli, src/json
find_package(SQLiteCpp REQUIRED)                                    # converters/sqlite
find_package(date REQUIRED)                                         # src/time
find_package(LibArchive 3.6 REQUIRED)                               # src/io
find_package(fmt 9 REQUIRED)                                        # .cpp files only
find_package(PkgConfig REQUIRED)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)           # src/io: SHA-256
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)     # src/text
