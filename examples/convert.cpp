// Converts any blog export to anything Blogferry writes:  example_convert INPUT OUTPUT
#include <blogferry/blogferry.hpp>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: example_convert INPUT OUTPUT\n";
        return 2;
    }
    const auto registry = blogferry::FormatRegistry::builtin();
    blogferry::Context context;
    context.diagnostics = blogferry::Diagnostics([](const blogferry::Diagnostic& d) {
        std::cerr << d.at.line << ':' << d.at.column << ": " << d.message << " [" << info(d.rule).id() << "]\n";
    });
    try {
        const blogferry::Format* target = registry.for_output(argv[2]);
        if (target == nullptr) throw blogferry::Error(blogferry::Rule::usage, "no format writes such a file");
        blogferry::ConvertOptions options;
        options.to = target->name;
        const auto output = blogferry::Output::file(argv[2], /*overwrite=*/true);
        const blogferry::Summary summary = blogferry::convert({argv[1]}, *output, options, registry, context);
        std::cout << summary.posts.written << " posts, " << summary.pages.written << " pages and "
                  << summary.comments.written << " comments\n";
        return 0;
    } catch (const blogferry::Error& error) {
        std::cerr << error.what() << ". " << error.hint() << '\n';
        return static_cast<int>(error.exit());
    }
}
