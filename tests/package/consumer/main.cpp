// What an embedder's program looks like: nothing of the source tree is in reach here.
#include <blogferry/blogferry.hpp>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        blogferry::Context context;
        std::string json;
        const auto output = blogferry::Output::memory(json);
        blogferry::ConvertOptions options;
        options.to = "json";
        const auto summary =
            blogferry::convert({argv[1]}, *output, options, blogferry::FormatRegistry::builtin(), context);
        std::cout << "posts " << summary.posts.written << ", pages " << summary.pages.written << ", comments "
                  << summary.comments.written << ", bytes " << json.size() << ", version " << BLOGFERRY_VERSION << '\n';
        return json.empty() ? 1 : 0;
    } catch (const blogferry::Error& error) {
        std::cerr << error.what() << '\n' << error.hint() << '\n';
        return static_cast<int>(error.exit());
    }
}
