/// What diagnostics call an entity.
#pragma once

#include <string>

#include "blogferry/model.hpp"

namespace blogferry {

inline std::string entity_name(const Post& post) { return (post.kind == PostKind::page ? "page " : "post ") + post.id; }
inline std::string entity_name(const Comment& comment) { return "comment " + comment.id; }

}  // namespace blogferry
