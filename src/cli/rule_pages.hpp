/// The pages of docs/rules, compiled in.
#pragma once

#include <string_view>

#include "blogferry/diagnostics.hpp"

namespace blogferry::cli {

/// Markdown; "" if the rule has no page.
std::string_view rule_page(Rule rule);

}  // namespace blogferry::cli
