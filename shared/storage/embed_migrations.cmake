# Turns numbered .sql files into one C++ file, so that a program carries its own schema: run as a script with FILES
# (separated by |, which a list on a command line survives), OUTPUT and NAMESPACE.
string(REPLACE "|" ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR number "${number} + 0" OUTPUT_FORMAT DECIMAL)
  file(READ ${file} text)
  string(APPEND entries "    Migration {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from the numbered .sql files of this folder.
#include \"shared/storage/database.h\"

#include <array>

namespace ${NAMESPACE} {

using storage::Migration;

std::span<Migration const> migrations()
{
    static constexpr std::array all {
${entries}    };
    return all;
}

} // namespace ${NAMESPACE}
")
