/// From what stands in a WXR file to the model.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "blogferry/context.hpp"
#include "blogferry/model.hpp"
#include "source.hpp"

namespace blogferry::wxr {

/// What the head of a file says about who writes on the blog.
struct Writers {
    std::map<std::string, Person, std::less<>> by_login;
    std::map<std::string, std::string, std::less<>> login_of_number;  ///< wp:author_id, which comments refer to
};

/// How entities are to be made.
struct Making {
    const Writers& writers;
    const Limits& limits;
    Depth depth;
    Diagnostics& diagnostics;
};

/// The id of an item of WordPress': Blogger's, where it was carried along, else the number, else the guid; may be
/// empty.
std::string id_of(const SourceItem& item);

/// A post or page. @throws Error json_malformed
Post post_of(const SourceItem& item, const Location& at, const Making& making);

/// Hands each comment of an item to the sink. @param post id of the item's post. @throws Error json_malformed
void comments_of(const SourceItem& item, const std::string& post, const Making& making, EntitySink& sink);

/// What a piece of metadata that Blogferry wrote says; `otherwise` if there is none of that key.
std::string_view kept_meta(const std::vector<Meta>& metas, std::string_view key, std::string_view otherwise = {});

/// Metadata as properties, but for what entities are made of: keys that `known` knows.
template <class Known>
void add_metas(const std::vector<Meta>& metas, std::vector<Property>& properties, Known known) {
    for (const Meta& meta : metas)
        if (!known(meta.key)) properties.push_back({std::string(meta.key), std::string(meta.value)});
}

}  // namespace blogferry::wxr
