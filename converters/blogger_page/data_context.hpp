/// What Blogger's own script in a page says of the blog and the page.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace blogferry::page {

/// The strings of the first object in _WidgetManager._SetDataContext([{'name': 'blog', 'data': {…}}]), which all but
/// classic pages have since about 2011: 'blogId', 'title', 'canonicalUrl', 'canonicalHomepageUrl', 'locale',
/// 'pageType', 'postId', …. Escapes of the script are decoded. Empty if there is none.
std::map<std::string, std::string, std::less<>> data_context(std::string_view source);

/// What the call before it says, which is older: _WidgetManager._Init('//www.blogger.com/rearrange?blogID\x3d7',
/// '//h.example/2012/05/a.html','7'). Empty if there is none.
struct WidgetInit {
    std::string blog;  ///< its number
    std::string url;   ///< of the page, absolute
};
WidgetInit widget_init(std::string_view source);

}  // namespace blogferry::page
