/// The SQL of the database, from schema/*.sql.
#pragma once

namespace blogferry::sqlite::schema {

extern const char* const tables;   ///< before the first row
extern const char* const indexes;  ///< after the last row: sorting once is cheaper than keeping sorted
extern const char* const views;
extern const char* const search;  ///< FTS5 tables, and filling them

}  // namespace blogferry::sqlite::schema
