#include "text/csv.hpp"

#include "support/catch.hpp"

using namespace blogferry;

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("CSV is read as RFC 4180 has it") {
    CHECK(text::csv("") == Rows{});
    CHECK(text::csv("a,b\r\n1,2\r\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(text::csv("a,b\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(text::csv("\xEF\xBB\xBF\"name\"\nx") == Rows{{"name"}, {"x"}});
    CHECK(text::csv("\"say \"\"hi\"\"\",\"two\r\nlines\",\"\"") == Rows{{"say \"hi\"", "two\r\nlines", ""}});
    CHECK(text::csv("\"\"\"\"") == Rows{{"\""}});
    CHECK(text::csv(",\n") == Rows{{"", ""}});
    CHECK(text::csv("a,") == Rows{{"a", ""}});
    CHECK(text::csv("a\n\nb") == Rows{{"a"}, {""}, {"b"}});
    CHECK(text::csv("a\rb,c\r\n") == Rows{{"a\rb", "c"}});
    CHECK(text::csv("5\" disk,x") == Rows{{"5\" disk", "x"}});
}

TEST_CASE("CSV that does not close its quotes is refused") {
    CHECK_FALSE(text::csv("\"open"));
    CHECK_FALSE(text::csv("a,\"open\n1,2\n"));
    CHECK_FALSE(text::csv("\"closed\"x,2"));
    CHECK_FALSE(
        text::csv("\"odd\"\"\""
                  "x"));
}

TEST_CASE("every field of CSV knows its place") {
    const text::CsvRows read = text::csv_rows("\xEF\xBB\xBFname,login\r\n\"two\nlines\",b\n,\"c\"");
    REQUIRE(read.rows.size() == 3);
    CHECK_FALSE(read.fault);
    const auto is_at = [](const text::CsvField& field, std::size_t line, std::size_t column) {
        return field.line == line && field.column == column;
    };
    CHECK(is_at(read.rows[0][0], 1, 1));
    CHECK(is_at(read.rows[0][1], 1, 6));
    CHECK(is_at(read.rows[1][0], 2, 1));
    CHECK(is_at(read.rows[1][1], 3, 8));
    CHECK(is_at(read.rows[2][0], 4, 1));
    CHECK(is_at(read.rows[2][1], 4, 2));
}

TEST_CASE("a fault of CSV has its place") {
    const auto open = text::csv_rows("a,b\n1,\"open\n").fault;
    REQUIRE(open);
    CHECK(open->line == 2);
    CHECK(open->column == 3);
    const auto behind = text::csv_rows("\"closed\"x,2").fault;
    REQUIRE(behind);
    CHECK(behind->column == 9);
}

TEST_CASE("what a spreadsheet would take for a formula is guarded, and read back as it was") {
    for (const char* plain : {"", "Mira", "O'Hara", "a=b", "'quoted'", "\xEF\xBC\x9Dx"}) {
        CHECK(text::guarded(plain) == plain);
        CHECK(text::unguarded(plain) == plain);
    }
    for (const char* formula : {"=1+2", "+49 40 1", "-x", "@fog", "\tx", "\rx", "'=x", "''-"}) {
        CHECK(text::guarded(formula) == "'" + std::string(formula));
        CHECK(text::unguarded(text::guarded(formula)) == formula);
    }
    CHECK(text::unguarded("=1+2") == "=1+2");  // nobody guarded it
    std::string row;
    text::append_csv_row(row, std::vector<std::string>{text::guarded("=HYPERLINK(\"x\",1)"), "", "two\nlines"});
    CHECK(row == "\"'=HYPERLINK(\"\"x\"\",1)\",,\"two\nlines\"\r\n");
}
