/// An item of a WXR file and its comments as they stand, before anything is made of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/format.hpp"
#include "values.hpp"
#include "xml/cursor.hpp"

namespace blogferry::wxr {

/// Whether the current element is one of WordPress' export formats 1.0 to 1.2, with this local name.
bool is_wp(xml::Cursor& xml, std::string_view local);
/// Whether a namespace is that of a WXR file.
bool is_wxr_namespace(std::string_view uri);

/// Postmeta or commentmeta.
struct Meta {
    std::string_view key, value;
};

/// `<category>` of an item.
struct Term {
    std::string_view domain, nicename, name;
};

/// What Blogferry kept for itself: JSON, if there is any, and where it stands.
struct Kept {
    std::optional<std::string_view> json;
    Location at;
};

// Views of these are as valid as the cursor they were read with.
struct SourceComment {
    std::string_view id, author, email, url, ip, content, approved, type, parent, user;
    Dates date;
    std::vector<Meta> metas;
    Kept kept;
    Location at;
};

struct SourceItem {
    std::string_view title, link, published, creator, guid, description, content, excerpt;
    std::string_view id, comment_status, ping_status, slug, status, parent, menu_order, type, password, sticky,
        attachment;
    Dates date, modified;
    std::vector<Term> terms;
    std::vector<Meta> metas;
    std::vector<SourceComment> comments;
    Kept kept;
};

/// A skim leaves out what only a full reading needs: texts, and metadata that is not Blogferry's.
SourceItem read_item(xml::Cursor& xml, const Record& record, Depth depth);

}  // namespace blogferry::wxr
