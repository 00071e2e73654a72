# Writes OUTPUT, a .cpp with the pages FOLDER/BFnnn.md as string literals.
file(GLOB pages "${FOLDER}/BF*.md")
list(SORT pages)
set(cases "")
foreach(page IN LISTS pages)
  get_filename_component(id "${page}" NAME_WE)
  string(REGEX REPLACE "^BF" "" number "${id}")
  file(READ "${page}" text)
  string(APPEND cases "        case ${number}: return R\"BFPAGE(${text})BFPAGE\";\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"rule_pages.hpp\"

namespace blogferry::cli {

std::string_view rule_page(Rule rule) {
    switch (static_cast<unsigned>(rule)) {
${cases}        default: return {};
    }
}

}  // namespace blogferry::cli
")
