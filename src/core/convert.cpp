#include "blogferry/convert.hpp"

#include <algorithm>

namespace blogferry {

namespace {

// Which comments are kept is the filter's to say; a format may offer the same choice among its options.
Filter filter_of(const ConvertOptions& options, const Format& to, const Settings& settings) {
    Filter filter = options.filter;
    const bool has = std::any_of(to.write_options.begin(), to.write_options.end(),
                                 [](const OptionInfo& o) { return o.name == "comments"; });
    const std::string chosen = has ? settings["comments"] : std::string();
    if (chosen == "approved") filter.comments = Filter::Comments::approved;
    if (chosen == "all") filter.comments = Filter::Comments::all;
    if (chosen == "none") filter.comments = Filter::Comments::none;
    return filter;
}

void keep_off(const std::vector<std::string>& files, const std::vector<std::string>& outputs) {
    for (const std::string& output : outputs) {
        for (const std::string& file : files) {
            if (!same_file(file, output)) continue;
            throw Error(Rule::same_file, output + " is an output as well as a mapping or a report",
                        "give each a name of its own");
        }
    }
}

}  // namespace

Summary convert(const std::vector<std::string>& inputs, Output& output, const ConvertOptions& options,
                const FormatRegistry& registry, Context& context) {
    const Format* to = registry.find(options.to);
    if (!to || !to->create) {
        std::vector<std::string_view> names;
        for (const Format& f : registry.all())
            if (f.create) names.push_back(f.name);
        const std::string near = nearest(options.to, names);
        throw Error(Rule::usage, "no writer is called \"" + options.to + "\"",
                    near.empty() ? "see: blogferry formats" : "did you mean --to " + near + "?");
    }
    const Settings settings(to->write_options, options.write_settings, to->name);
    // First of all, so that a mistake in an option shows before hours of reading.
    const std::unique_ptr<Writer> writer = to->create(output, settings, context);

    Sources sources(inputs, options.open, registry, context);
    BlogSource& blog = sources.one();
    Assembler assembler(std::move(blog.readers), filter_of(options, *to, settings), options.open.hints, context);
    assembler.manifest().sources = std::move(blog.sources);

    assembler.write(*writer);
    sources.check_unchanged();
    sources.keep_off(output.paths());
    keep_off(options.beside, output.paths());
    if (options.strict) {
        const std::uint64_t said =
            context.diagnostics.count(Severity::warning) + context.diagnostics.count(Severity::error);
        if (said > 0)
            throw Error(Rule::strict,
                        std::to_string(said) + (said == 1 ? " warning or error" : " warnings and errors") +
                            " and --strict: nothing was written",
                        "run without --strict to write it all the same");
    }
    output.commit();
    return assembler.summary();
}

}  // namespace blogferry
