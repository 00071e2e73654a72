/// Addresses of people and machines in a text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace blogferry::text {

/// Where a mail address stands: `local`, "@" (or "%40", as in URLs), `domain`.
struct MailAddress {
    std::size_t offset = 0;  ///< where `local` begins
    std::string_view local, domain;
};
/// The first mail address in a text.
std::optional<MailAddress> find_mail_address(std::string_view text);

/// True if an IP address is in a text: four numbers with points, or IPv6 as RFC 4291 writes it.
bool has_ip_address(std::string_view text);

}  // namespace blogferry::text
