#include <algorithm>
#include <array>

#include "text/blogger.hpp"

namespace blogferry::text {

bool anonymous_name(std::string_view name) {
    // What Blogger's comment form calls the choice "Anonymous".
    static constexpr std::array names{
        std::string_view{"Anonymous"}, std::string_view{"Anonym"},   std::string_view{"Anonyme"},
        std::string_view{"Anónimo"},   std::string_view{"Anônimo"},  std::string_view{"Anonimo"},
        std::string_view{"Anoniem"},   std::string_view{"Anonim"},   std::string_view{"Anonymní"},
        std::string_view{"Anonymt"},   std::string_view{"Anonyymi"}, std::string_view{"Anoniman"},
        std::string_view{"Anonimowy"}, std::string_view{"Névtelen"}, std::string_view{"Анонимный"},
        std::string_view{"Анонім"},    std::string_view{"Анонимен"}, std::string_view{"Ανώνυμος"},
        std::string_view{"匿名"},      std::string_view{"익명"},     std::string_view{"אנונימי"},
        std::string_view{"غير معرف"},  std::string_view{"Nặc danh"}, std::string_view{"Adsız"},
        std::string_view{"ไม่ระบุชื่อ"},   std::string_view{"बेनामी"},
    };
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace blogferry::text
