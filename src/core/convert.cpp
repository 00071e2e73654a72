#include "blogferry/convert.hpp"

#include <algorithm>

namespace blogferry {

Summary convert(const std::vector<std::string>& inputs, Output& output, const ConvertOptions& options, const FormatRegistry& registry, Context& context) {
    const Format* to = registry.find(options.to);
    if (!to || !to->create) {
        std::vector<std::string_view> names;
        for (const Format& f : registry.all())
            if (f.create) names.push_back(f.name);
        const std::string near = nearest(options.to, names);
        throw Error(Rule::usage, "no writer is called \"" + options.to + "\"", near.empty() ? "see: blogferry formats" : "did you mean --to " + near + "?");
    }
    const Settings settings(to->write_options, options.write_settings, to->name);

    Sources sources(inputs, options.open, registry, context);
    BlogSource& blog = sources.one();
    Assembler assembler(std::move(blog.readers), options.filter, options.open.hints, context);
    assembler.manifest().sources = std::move(blog.sources);

    const std::unique_ptr<Writer> writer = to->create(output, settings, context);
    assembler.write(*writer);
    sources.check_unchanged();
    if (options.strict) {
        const std::uint64_t said = context.diagnostics.count(Severity::warning) + context.diagnostics.count(Severity::error);
        if (said > 0)
            throw Error(Rule::strict, std::to_string(said) + (said == 1 ? " warning or error" : " warnings and errors") + " and --strict: nothing was written",
                        "run without --strict to write it all the same");
    }
    output.commit();
    return assembler.summary();
}

}  // namespace blogferry
