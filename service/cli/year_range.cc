#include "service/cli/year_range.h"

#include <charconv>

namespace policygraph::cli {
namespace {

// A year of four digits; 0 for no text at all.
std::optional<int> ParseYear(std::string_view text) {
  if (text.empty()) return 0;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year < 1000 || year > 9999) {
    return std::nullopt;
  }
  return year;
}

}  // namespace

std::optional<YearRange> ParseYearRange(std::string_view text) {
  const size_t colon = text.find(':');
  const std::string_view first_text = text.substr(0, colon);
  const std::optional<int> first = ParseYear(first_text);
  const std::optional<int> last =
      colon == std::string_view::npos ? first : ParseYear(text.substr(colon + 1));
  if (!first.has_value() || !last.has_value() || (*first == 0 && *last == 0)) return std::nullopt;
  if (*last != 0 && *last < *first) return std::nullopt;
  return YearRange{*first, *last};
}

}  // namespace policygraph::cli
