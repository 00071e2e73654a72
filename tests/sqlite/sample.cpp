// Writes the sample blog of the unit tests to a file: sqlite_sample FILE [OPTION=VALUE...]
#include <cstdio>
#include <exception>

#include "unit/sqlite/files.hpp"

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    try {
        sample::convert(sample::blog(), argv[1], {argv + 2, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
