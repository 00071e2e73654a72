#include "text/localized_date.hpp"

#include <string>
#include <thread>

#include "support/catch.hpp"
#include "time/timestamp.hpp"

using namespace blogferry;

namespace {

std::string shown(const text::DateReading& reading) {
    std::string text;
    if (reading.day) text = time::format_rfc3339(text::timestamp(*reading.day, {})).substr(0, 10);
    if (reading.time) {
        const std::string clock = time::format_rfc3339(text::timestamp(std::chrono::year(2000) / 1 / 1, reading));
        text += (text.empty() ? "" : " ") + clock.substr(11, reading.has_seconds ? 8 : 5);
    }
    return text + (reading.weekday_differs ? " (weekday)" : "");
}

/// "2012-09-21 | 2012-09-22" for two readings.
std::string read(const std::vector<std::string>& locales, const std::string& text) {
    std::string all;
    for (const text::DateReading& reading : text::DateReader(locales).read(text))
        all += (all.empty() ? "" : " | ") + shown(reading);
    return all;
}

struct Sample {
    std::string locale, text, read;
};

void check(const Sample& sample) {
    CAPTURE(sample.locale, sample.text);
    CHECK(read({sample.locale}, sample.text) == sample.read);
    // No other language says anything else, as long as there are names in it.
}

}  // namespace

TEST_CASE("days are read in Blogger's languages") {
    const Sample samples[] = {
        {"en", "Friday, September 21, 2012", "2012-09-21"},
        {"en", "friday, SEPTEMBER 21 2012", "2012-09-21"},
        {"en", "Friday,September 21,2012", "2012-09-21"},
        {"en", "September 21, 2012", "2012-09-21"},
        {"en", "21 September 2012", "2012-09-21"},
        {"en", "Fri, Sep 21, 2012", "2012-09-21"},
        {"en", "2012-09-21", "2012-09-21"},
        {"en", "2012/9/21", "2012-09-21"},
        {"en", "9/21/2012", "2012-09-21"},
        {"en", "9/21/12", "2012-09-21"},
        {"en-GB", "Friday, 21 September 2012", "2012-09-21"},
        {"en-GB", "2/20/2022", "2022-02-20"},
        {"en-GB", "03/04/2012", "2012-04-03"},
        {"en", "03/04/2012", "2012-03-04"},
        {"af", "Vrydag 21 September 2012", "2012-09-21"},
        {"ar", "الجمعة، 21 سبتمبر 2012", "2012-09-21"},
        {"ar", "الإثنين، 24 أغسطس 2020", "2020-08-24"},
        {"ar", "٢١ سبتمبر ٢٠١٢", "2012-09-21"},
        {"bg", "петък, 21 септември 2012 г.", "2012-09-21"},
        {"bn", "শুক্রবার, ২১ সেপ্টেম্বর, ২০১২", "2012-09-21"},
        {"ca", "divendres, 21 de setembre de 2012", "2012-09-21"},
        {"ca", "divendres, 21 d’octubre de 2011", "2011-10-21"},
        {"cs", "pátek 21. září 2012", "2012-09-21"},
        {"da", "fredag den 21. september 2012", "2012-09-21"},
        {"de", "Freitag, 21. September 2012", "2012-09-21"},
        {"de", "Mittwoch, Mai 05, 2010", "2010-05-05"},
        {"el", "Παρασκευή, 21 Σεπτεμβρίου 2012", "2012-09-21"},
        {"es", "viernes, 21 de septiembre de 2012", "2012-09-21"},
        {"et", "reede, 21. september 2012", "2012-09-21"},
        {"eu", "2012(e)ko irailaren 21(a), ostirala", "2012-09-21"},
        {"fa", "۱۳۹۱ شهریور ۳۱, جمعه", "2012-09-21"},
        {"fa", "جمعه ۳۱ شهریور ۱۳۹۱", "2012-09-21"},
        {"fi", "perjantai 21. syyskuuta 2012", "2012-09-21"},
        {"fil", "Biyernes, Setyembre 21, 2012", "2012-09-21"},
        {"fr", "vendredi 21 septembre 2012", "2012-09-21"},
        {"fr-CA", "vendredi 21 septembre 2012", "2012-09-21"},
        {"gl", "venres, 21 de setembro de 2012", "2012-09-21"},
        {"he", "יום שישי, 21 בספטמבר 2012", "2012-09-21"},
        {"hi", "शुक्रवार, 21 सितंबर 2012", "2012-09-21"},
        {"hr", "petak, 21. rujna 2012.", "2012-09-21"},
        {"hu", "2012. szeptember 21., péntek", "2012-09-21"},
        {"id", "Jumat, 21 September 2012", "2012-09-21"},
        {"is", "föstudagur, 21. september 2012", "2012-09-21"},
        {"it", "venerdì 21 settembre 2012", "2012-09-21"},
        {"it", "domenica, settembre 03, 2006", "2006-09-03"},
        {"ja", "2012年9月21日金曜日", "2012-09-21"},
        {"ja", "2012年9月23日日曜日", "2012-09-23"},
        {"ja", "2012/09/21", "2012-09-21"},
        {"ko", "2017년 2월 27일 월요일", "2017-02-27"},
        {"lt", "2012 m. rugsėjo 21 d., penktadienis", "2012-09-21"},
        {"lv", "piektdiena, 2012. gada 21. septembris", "2012-09-21"},
        {"ms", "Jumaat, 21 September 2012", "2012-09-21"},
        {"nl", "vrijdag 21 september 2012", "2012-09-21"},
        {"no", "fredag 21. september 2012", "2012-09-21"},
        {"no", "torsdag 23. februar 2012", "2012-02-23"},
        {"pl", "piątek, 21 września 2012", "2012-09-21"},
        {"pt", "sexta-feira, 21 de setembro de 2012", "2012-09-21"},
        {"pt", "julho 12, 2022", "2022-07-12"},
        {"ro", "vineri, 21 septembrie 2012", "2012-09-21"},
        {"ru", "пятница, 21 сентября 2012 г.", "2012-09-21"},
        {"sk", "piatok 21. septembra 2012", "2012-09-21"},
        {"sl", "četrtek, 30. januar 2020", "2020-01-30"},
        {"sr", "петак, 21. септембар 2012.", "2012-09-21"},
        {"sv", "fredag 21 september 2012", "2012-09-21"},
        {"sw", "Ijumaa, 21 Septemba 2012", "2012-09-21"},
        {"ta", "வெள்ளி, 21 செப்டம்பர், 2012", "2012-09-21"},
        {"th", "วันศุกร์ที่ 21 กันยายน พ.ศ. 2555", "2012-09-21"},
        {"th", "วันศุกร์ที่ 21 กันยายน 2012", "2012-09-21"},
        {"tr", "21 Eylül 2012 Cuma", "2012-09-21"},
        {"uk", "пʼятниця, 21 вересня 2012 р.", "2012-09-21"},
        {"ur", "جمعہ، 21 ستمبر، 2012", "2012-09-21"},
        {"vi", "Thứ Sáu, 21 tháng 9, 2012", "2012-09-21"},
        {"zh-CN", "2012年9月21日星期五", "2012-09-21"},
        {"zh-TW", "2016年5月27日 星期五", "2016-05-27"},
        {"zh-TW", "2012年9月23日 星期日", "2012-09-23"},
    };
    for (const Sample& sample : samples) check(sample);
}

TEST_CASE("times are read in Blogger's languages") {
    const Sample samples[] = {
        {"en", "6:32 AM", "06:32"},
        {"en", "6:32\u202FAM", "06:32"},
        {"en", "at6:32 PM", "18:32"},
        {"en", "12:05 AM", "00:05"},
        {"en", "12:05 p.m.", "12:05"},
        {"en", "18:32", "18:32"},
        {"en", "September 25, 2022 at 7:38\u202FAM", "2022-09-25 07:38"},
        {"en", "10/31/05 11:38 PM", "2005-10-31 23:38"},
        {"en", "9:46 AM, June 06, 2005", "2005-06-06 09:46"},
        {"en-GB", "26 April 2021 at 20:58", "2021-04-26 20:58"},
        {"de", "6. Juni 2015 um 10:23", "2015-06-06 10:23"},
        {"de", "Mittwoch, Mai 05, 2010 8:49:00 PM", "2010-05-05 20:49:00"},
        {"fr", "28 août 2013 06:55", "2013-08-28 06:55"},
        {"fr-CA", "26 décembre 2011 à 13 h 47", "2011-12-26 13:47"},
        {"fr", "à 13h47", "13:47"},
        {"es", "25 de julio de 2010, 6:24", "2010-07-25 06:24"},
        {"es", "6:24 p. m.", "18:24"},
        {"es", "a las 6:24 p.m.", "18:24"},
        {"pt", "às 12:44", "12:44"},
        {"it", "a 08:30", "08:30"},
        {"ru", "19 марта 2013 г., 08:39", "2013-03-19 08:39"},
        {"ko", "2017년 2월 27일 오후 5:38", "2017-02-27 17:38"},
        {"zh-TW", "於 上午9:00", "09:00"},
        {"zh-TW", "2015年1月21日 下午5:38", "2015-01-21 17:38"},
        {"id", "26 Desember 2012 04.19", "2012-12-26 04:19"},
        {"id", "04.19", "04:19"},
        {"nl", "29 november 2010 om 12:35", "2010-11-29 12:35"},
        {"no", "kl. 01:33", "01:33"},
        {"fi", "21. syyskuuta 2012 klo 9.05", "2012-09-21 09:05"},
        {"ja", "2012年9月21日 21:11", "2012-09-21 21:11"},
        {"vi", "lúc 08:39 21 tháng 9, 2012", "2012-09-21 08:39"},
        {"ar", "21 سبتمبر 2012 في 6:32 ص", "2012-09-21 06:32"},
        {"el", "21 Σεπτεμβρίου 2012 στις 6:32 μ.μ.", "2012-09-21 18:32"},
        {"fa", "۶:۳۲", "06:32"},
    };
    for (const Sample& sample : samples) check(sample);
}

TEST_CASE("what is ambiguous has every reading") {
    CHECK(read({"en", "en-GB"}, "03/04/2012") == "2012-03-04 | 2012-04-03");
    CHECK(read({"en", "en-GB"}, "03/21/2012") == "2012-03-21");
    CHECK(read({"en", "en-GB"}, "04/04/2012") == "2012-04-04");
    CHECK(read({"ja"}, "03/04/2012") == "2012-04-03 | 2012-03-04");
    // The tenth month in Croatian, the eleventh in Polish; the day of the week tells.
    CHECK(read({"hr", "pl"}, "21. listopada 2012") == "2012-10-21 | 2012-11-21");
    CHECK(read({"hr", "pl"}, "nedjelja, 21. listopada 2012.") == "2012-10-21");
    CHECK(read(text::blogger_locales(), "Friday, September 21, 2012") == "2012-09-21");
    CHECK(read(text::blogger_locales(), "21 de setembro de 2012") == "2012-09-21");
}

TEST_CASE("a day of the week that does not fit is told") {
    CHECK(read({"en"}, "Saturday, September 21, 2012") == "2012-09-21 (weekday)");
}

TEST_CASE("what is no date is read as none") {
    const std::string samples[] = {"",
                                   "Friday",
                                   "September",
                                   "September 2012",
                                   "2012",
                                   "21",
                                   "September 31, 2012",
                                   "February 29, 2011",
                                   "Friday, September 21, 2012 or so",
                                   "Friday Saturday 21 September 2012",
                                   "13:00:00:00",
                                   "25:00",
                                   "6:60",
                                   "6:3",
                                   "September 21, 20122",
                                   "0/0/2012",
                                   "13/13/2012",
                                   "Version 1.2.3",
                                   "1.2.3.4",
                                   "3/4",
                                   "September 21, 1200",
                                   "\xFF\xFE",
                                   std::string(5000, '1'),
                                   "(2012)",
                                   "AM",
                                   "6 PM tomorrow"};
    for (const std::string& sample : samples) {
        CAPTURE(sample);
        CHECK(read({"en", "en-GB", "de", "id", "ja"}, sample).empty());
    }
}

TEST_CASE("a line that ends in a time") {
    struct Line {
        std::string locale, line, before, read;
    };
    const Line samples[] = {
        {"en", "Ada Stern at 6:32 AM", "Ada Stern", "06:32"},
        {"en", "Ada Stern at6:32 AM", "Ada Stern", "06:32"},
        {"en", "Mat at 6:32 AM", "Mat", "06:32"},
        {"en", "Ada SternFebruary 19, 2018 at 9:46 AM", "Ada Stern", "2018-02-19 09:46"},
        {"en", "ADAFebruary 19, 2018 at 9:46 AM", "ADA", "2018-02-19 09:46"},
        {"en", "June May 5, 2018 at 9:46 AM", "June", "2018-05-05 09:46"},
        {"es", "Ada25 de julio de 2010, 6:24", "Ada", "2010-07-25 06:24"},
        {"fr", "Zoé 28 août 2013 06:55", "Zoé", "2013-08-28 06:55"},
        {"zh-TW", "星星2015年1月21日 下午5:38", "星星", "2015-01-21 17:38"},
        {"zh-TW", "星星 於 上午9:00", "星星", "09:00"},
        {"ko", "별님2017년 2월 27일 오후 5:38", "별님", "2017-02-27 17:38"},
        {"de", "Ada Stern um 21:11", "Ada Stern", "21:11"},
        {"en", "6:32 AM", "", "06:32"},
    };
    for (const Line& sample : samples) {
        CAPTURE(sample.line);
        const auto ending = text::DateReader({sample.locale}).ending(sample.line);
        REQUIRE(ending);
        CHECK(ending->before == sample.before);
        REQUIRE(ending->readings.size() == 1);
        CHECK(shown(ending->readings.front()) == sample.read);
    }
    CHECK_FALSE(text::DateReader({"en"}).ending("Ada Stern said so in 2012"));
    CHECK_FALSE(text::DateReader({"en"}).ending(std::string(5000, 'x')));
}

TEST_CASE("precision is what was said") {
    const text::DateReader reader({"en"});
    const auto day = reader.read("September 21, 2012").front();
    CHECK(text::timestamp(*day.day, day) ==
          Timestamp{std::chrono::sys_days(*day.day) + std::chrono::hours(12), std::nullopt, Precision::day});
    const auto minute = reader.read("6:32 AM").front();
    CHECK(text::timestamp(*day.day, minute).precision == Precision::minute);
    CHECK(time::format_rfc3339(text::timestamp(*day.day, minute)) == "2012-09-21T06:32:00");
    CHECK(text::timestamp(*day.day, reader.read("6:32:10 AM").front()).precision == Precision::second);
}

TEST_CASE("locales are known by their language") {
    for (const char* const known : {"en", "en-GB", "zh-TW", "pt-BR", "sl", "de-AT"}) CHECK(text::knows_locale(known));
    for (const char* const unknown : {"", "xx", "english", "en_US_", "-", "../en"}) {
        CAPTURE(unknown);
        CHECK_FALSE(text::knows_locale(unknown));
    }
    for (const std::string& locale : text::blogger_locales()) {
        CAPTURE(locale);
        CHECK(text::knows_locale(locale));
    }
}

TEST_CASE("several threads may read dates") {
    std::vector<std::thread> threads;
    std::vector<int> right(4);
    for (std::size_t i = 0; i < right.size(); ++i)
        threads.emplace_back([&right, i] {
            right[i] = read(text::blogger_locales(), "viernes, 21 de septiembre de 2012") == "2012-09-21" ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == std::vector<int>(right.size(), 1));
}
