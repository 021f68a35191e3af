#include "graph/filter/column_error.h"

#include <algorithm>
#include <vector>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "graph/base/error.h"

namespace policygraph {
namespace {

constexpr size_t kExcerptBytes = 60;

// True for every byte of UTF-8 but the first of a character.
bool Continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

absl::Status ColumnError(std::string_view field, size_t column, std::string_view problem) {
  return MakeError(ErrorReason::kInvalidField,
                   fmt::format("{}: column {}: {}", field, column, problem),
                   {{"field", std::string(field)}, {"column", std::to_string(column)}});
}

absl::Status UnknownField(std::string_view field, size_t column, std::string_view name,
                          const FilterSchema& schema) {
  std::vector<std::string_view> names;
  for (const FilterField& known : schema) names.push_back(known.name);
  return ColumnError(field, column,
                     fmt::format("no field is named {}; expected one of {}", Excerpt(name),
                                 fmt::join(names, ", ")));
}

size_t ColumnOf(std::string_view text, size_t byte) {
  const std::string_view before = text.substr(0, byte);
  return before.size() - static_cast<size_t>(std::ranges::count_if(before, Continues)) + 1;
}

std::string Excerpt(std::string_view text) {
  if (text.size() <= kExcerptBytes) return std::string(text);
  size_t end = kExcerptBytes;
  while (end > 0 && Continues(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace policygraph
