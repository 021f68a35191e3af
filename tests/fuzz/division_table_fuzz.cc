// A division table and, after a NUL, former names: a table that answers, or a status that names the
// line at fault.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/places/division_table.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t end = std::min(bytes.find('\0'), size);
  const std::string_view former = bytes.substr(std::min(end + 1, size));
  RuleFiles files = BuiltinRuleFiles();
  files["data/divisions/divisions.tsv"] = bytes.substr(0, end);
  files["data/divisions/successions.tsv"] = former;
  const auto table = DivisionTable::Compile(files);
  if (!table.ok()) return 0;
  for (size_t at = 0; at < size; ++at) {
    const auto match = table->LongestAt(bytes, at);
    table->Nearest(match.bearers, "510600");
    for (const Division* division : match.bearers) {
      table->Below(division->code);
      table->Parent(division->code);
      table->Bears(*division, bytes.substr(at, match.length), 2024);
    }
  }
  return 0;
}
