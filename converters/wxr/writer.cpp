#include "writer.hpp"

#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/timestamp.hpp"

namespace blogferry::wxr {
namespace {

std::string host_of(const Site& site) {
    if (!site.home) return {};
    std::string origin = text::origin_of_url(*site.home);
    origin.erase(0, origin.find("//") + 2);
    if (origin.ends_with('/')) origin.pop_back();
    return origin;
}

// Guids have to be URLs. Of a blog whose address is not known, one that can never be anybody's.
std::string guid_base_of(const Site& site) {
    constexpr std::size_t sensible = 150;
    std::string home = site.home ? text::origin_of_url(*site.home) : std::string();
    if (!home.empty() && home.size() <= sensible) return home;
    std::string name = text::slugify(site.id, false);
    name.resize(std::min<std::size_t>(name.size(), 50));
    return name.empty() ? "https://blog.invalid/" : "https://blog-" + name + ".invalid/";
}

bool comments_open_on(const Site& site) {
    for (const Setting& setting : site.settings) {
        if (setting.name == "BLOG_COMMENTS_ALLOWED") return !text::equal_ignoring_case(setting.value, "false");
    }
    return true;
}

}  // namespace

std::string written(const Timestamp& timestamp) { return time::shown(timestamp); }

WxrWriter::Blog::Blog(const Manifest& manifest, const Options& options, Diagnostics& diagnostics)
    : authors(manifest.authors, options.authors, diagnostics),
      labels(manifest.categories, options.labels, options.label_map, diagnostics),
      calendar(options.zone ? options.zone : manifest.site.time_zone),
      host(host_of(manifest.site)),
      guid_base(guid_base_of(manifest.site)),
      comments_open(comments_open_on(manifest.site)) {}

WxrWriter::WxrWriter(Output& output, Options options, Context& context)
    : output_(output),
      options_(std::move(options)),
      diagnostics_(context.diagnostics),
      parts_(options_.split_size ? std::optional<Parts>(std::in_place, output, *options_.split_size) : std::nullopt),
      emitter_(parts_ ? static_cast<Output&>(*parts_) : output),
      orphans_(output, context.diagnostics) {}

void WxrWriter::begin(const Manifest& manifest) {
    blog_.emplace(manifest, options_, diagnostics_);
    seconds_.emplace(blog_->calendar);
    orphans_.begin(manifest.site);
    channel(manifest.site);
    if (!parts_) return;
    emitter_.flush();
    parts_->end_head();
}

void WxrWriter::post(const Post& post, Comments& comments) {
    Entity entity(emitter_, diagnostics_, post.at, post.kind == PostKind::page ? "page" : "post", post.id);
    const Placed placed = place(post, entity);
    local_times_.add(post.published);
    emitter_.markup("<item>\n");
    const bool changed = scalars(post, placed, entity);
    labels(post);
    post_meta(post, entity);
    keep("blogferry:post", kept(post, changed));
    ParentsFirst threads(comments, last_comment_);
    for (ParentsFirst::Numbered numbered; threads.next(numbered);) comment(numbered, placed);
    emitter_.markup("</item>\n");
    if (!parts_) return;
    emitter_.flush();
    parts_->end_item(entity);
}

void WxrWriter::keep(std::string_view element, std::string_view json) {
    emitter_.element(element, json);
    emitter_.markup("\n");
}

void WxrWriter::orphan(const Comment& comment, OrphanReason reason) { orphans_.add(comment, reason); }

void WxrWriter::finish() {
    if (parts_) {
        parts_->finish();
    } else {
        emitter_.markup("</channel>\n</rss>\n");
        emitter_.flush();
    }
    orphans_.finish();
    if (!blog_->calendar.knows_zone()) local_times_.report(diagnostics_);
}

}  // namespace blogferry::wxr
