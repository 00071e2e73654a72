// Runs one target on files, without libFuzzer: seeds, and what it once found.
//
//     fuzz_replay TARGET FILE|FOLDER…
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "targets.hpp"

namespace {

namespace fs = std::filesystem;
using Target = void (*)(std::string_view);

Target target_named(std::string_view wanted) {
#define BLOGFERRY_COMPARE(name) \
    if (wanted == #name) return blogferry::fuzz::name;
    BLOGFERRY_FUZZ_TARGETS(BLOGFERRY_COMPARE)
#undef BLOGFERRY_COMPARE
    return nullptr;
}

std::vector<fs::path> files_below(const fs::path& path) {
    if (!fs::is_directory(path)) return {path};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

int main(int count, char** words) {
    const Target target = count > 2 ? target_named(words[1]) : nullptr;
    if (!target) {
        std::fprintf(stderr, "usage: fuzz_replay TARGET FILE|FOLDER...\n");
        return 2;
    }
    std::size_t ran = 0;
    for (int i = 2; i < count; ++i) {
        if (!fs::exists(words[i])) continue;  // nothing was found yet
        for (const fs::path& path : files_below(words[i])) {
            std::ifstream file(path, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            if (!file) {
                std::fprintf(stderr, "cannot read %s\n", path.c_str());
                return 1;
            }
            std::printf("%s\n", path.c_str());  // the last one before a crash is the one
            std::fflush(stdout);
            target(bytes);
            ++ran;
        }
    }
    std::printf("%zu files\n", ran);
    return ran == 0 ? 1 : 0;
}
