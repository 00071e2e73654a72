// Temporary files, and the writer under test going into them.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "blogferry/format.hpp"
#include "unit/sqlite/sample.hpp"

namespace blogferry::converters {
const Format& sqlite();
}

namespace sample {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "blogferry-sqlite-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::unique_ptr<Writer> open(Output& output, Context& context, const std::vector<std::string>& given = {}) {
    const Format& format = converters::sqlite();
    return format.create(output, Settings(format.write_options, given, format.name), context);
}

/// Writes a blog to a file as the program would.
inline void convert(const Blog& blog, const std::string& file, const std::vector<std::string>& given = {}) {
    Context context;
    const std::unique_ptr<Output> output = Output::file(file, false);
    write(blog, *open(*output, context, given));
    output->commit();
}

}  // namespace sample
