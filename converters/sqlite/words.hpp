/// The words the schema's CHECKs know.
#pragma once

#include "blogferry/format.hpp"
#include "blogferry/model.hpp"

namespace blogferry::sqlite {

constexpr const char* word(PersonKind kind) {
    switch (kind) {
        case PersonKind::account:
            return "account";
        case PersonKind::openid:
            return "openid";
        case PersonKind::named:
            return "named";
        case PersonKind::anonymous:
            return "anonymous";
        case PersonKind::unknown:
            return "unknown";
        case PersonKind::removed:
            return "removed";
    }
    return "";
}

constexpr const char* word(PostKind kind) { return kind == PostKind::page ? "page" : "post"; }

constexpr const char* word(PostStatus status) {
    switch (status) {
        case PostStatus::published:
            return "published";
        case PostStatus::draft:
            return "draft";
        case PostStatus::scheduled:
            return "scheduled";
        case PostStatus::trashed:
            return "trashed";
    }
    return "";
}

constexpr const char* word(CommentStatus status) {
    switch (status) {
        case CommentStatus::approved:
            return "approved";
        case CommentStatus::pending:
            return "pending";
        case CommentStatus::spam:
            return "spam";
        case CommentStatus::ghosted:
            return "ghosted";
        case CommentStatus::removed:
            return "removed";
    }
    return "";
}

constexpr const char* word(OrphanReason reason) { return reason == OrphanReason::foreign ? "foreign" : "post-missing"; }

}  // namespace blogferry::sqlite
