#include "text/addresses.hpp"

#include <string>

#include "support/catch.hpp"

using namespace blogferry::text;

namespace {

std::string found(std::string_view text) {
    const auto address = find_mail_address(text);
    return address ? std::string(address->local) + " " + std::string(address->domain) : "";
}

}  // namespace

TEST_CASE("A mail address is found in what stands around it") {
    CHECK(found("orla@hide.example") == "orla hide.example");
    CHECK(found("write to Orla <orla.b+blog@hide.example>.") == "orla.b+blog hide.example");
    CHECK(found("mailto:orla%40hide.example?subject=x") == "orla hide.example");
    CHECK(found("tag:orla@hide.example,2005:7") == "orla hide.example");
    CHECK(found("órla@hüde.example") == "órla hüde.example");
    CHECK(found("@ and a@b, then c@d.example") == "c d.example");
}

TEST_CASE("An @ alone is no mail address") {
    CHECK(found("https://photos.example/@orla/album.html").empty());
    CHECK(found("12345678@N00").empty());
    CHECK(found("orla@").empty());
    CHECK(found("@hide.example").empty());
    CHECK(found("100%4 of 7.5").empty());
    CHECK(found("").empty());
}

TEST_CASE("IP addresses of both versions are found") {
    CHECK(has_ip_address("192.0.2.17"));
    CHECK(has_ip_address("from 192.0.2.17, at noon."));
    CHECK(has_ip_address("http://192.0.2.17:8080/"));
    CHECK(has_ip_address("2001:db8::7"));
    CHECK(has_ip_address("[2001:DB8:0:0:8:800:200C:417A]"));
    CHECK(has_ip_address("::1"));
}

TEST_CASE("Times, versions and numbers are no IP addresses") {
    CHECK_FALSE(has_ip_address("12:30:45"));
    CHECK_FALSE(has_ip_address("2012-09-21T18:30:00+02:00"));
    CHECK_FALSE(has_ip_address("1.2.3"));
    CHECK_FALSE(has_ip_address("1.2.3.4.5"));
    CHECK_FALSE(has_ip_address("300.1.1.1"));
    CHECK_FALSE(has_ip_address("std::string"));
    CHECK_FALSE(has_ip_address("a :: b"));
    CHECK_FALSE(has_ip_address("wp:status"));
    CHECK_FALSE(has_ip_address(""));
}
