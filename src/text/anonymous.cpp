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

bool unknown_name(std::string_view name) {
    static constexpr std::array names{
        std::string_view{"Unknown"},     std::string_view{"Unbekannt"},    std::string_view{"Inconnu"},
        std::string_view{"Desconocido"}, std::string_view{"Desconhecido"}, std::string_view{"Sconosciuto"},
        std::string_view{"Onbekend"},    std::string_view{"Ukendt"},       std::string_view{"Ukjent"},
        std::string_view{"Okänd"},       std::string_view{"Tuntematon"},   std::string_view{"Nieznany"},
        std::string_view{"Neznámý"},     std::string_view{"Ismeretlen"},   std::string_view{"Necunoscut"},
        std::string_view{"Неизвестный"}, std::string_view{"Неизвестно"},   std::string_view{"Невідомий"},
        std::string_view{"Άγνωστος"},    std::string_view{"Bilinmeyen"},   std::string_view{"Tidak diketahui"},
        std::string_view{"不明"},        std::string_view{"未知"},         std::string_view{"알 수 없음"},
        std::string_view{"לא ידוע"},     std::string_view{"غير معروف"},    std::string_view{"Không biết"},
        std::string_view{"ไม่ทราบ"},       std::string_view{"अज्ञात"},
    };
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace blogferry::text
