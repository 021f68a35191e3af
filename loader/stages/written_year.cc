#include "loader/stages/written_year.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "re2/re2.h"

namespace policygraph::loader {
namespace {

constexpr int32_t kFirstYear = 1949;
constexpr int32_t kLastYear = 2099;

}  // namespace

int32_t ParseYear(std::string_view digits) {
  constexpr std::array<std::string_view, 11> kChinese = {"零", "一", "二", "三", "四", "五",
                                                         "六", "七", "八", "九", "〇"};
  int32_t year = 0;
  while (!digits.empty()) {
    if (digits[0] >= '0' && digits[0] <= '9') {
      year = year * 10 + (digits[0] - '0');
      digits.remove_prefix(1);
      continue;
    }
    const std::string_view character = digits.substr(0, 3);
    const auto it = std::find(kChinese.begin(), kChinese.end(), character);
    if (it != kChinese.end()) {
      year = year * 10 + static_cast<int32_t>(it - kChinese.begin()) % 10;
    } else {
      // ０ to ９ are EF BC 90 to EF BC 99.
      year = year * 10 + (static_cast<uint8_t>(character.back()) - 0x90);
    }
    digits.remove_prefix(character.size());
  }
  return year;
}

bool IsYear(int32_t year) { return year >= kFirstYear && year <= kLastYear; }

int32_t YearInName(std::string_view name) {
  const auto is_digit = [&](size_t i) {
    return i < name.size() && name[i] >= '0' && name[i] <= '9';
  };
  for (size_t i = name.size(); i-- > 0;) {
    if (!is_digit(i) || !is_digit(i + 1) || !is_digit(i + 2) || !is_digit(i + 3)) continue;
    if (is_digit(i + 4) || (i > 0 && is_digit(i - 1))) continue;
    const int32_t year = ParseYear(name.substr(i, 4));
    if (IsYear(year)) return year;
  }
  return 0;
}

int32_t FirstYearIn(std::string_view text) {
  static const re2::RE2 kYear("([0-9０-９〇零一二三四五六七八九]{4})年");
  re2::StringPiece digits;
  if (!re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kYear, &digits)) return 0;
  const int32_t year = ParseYear({digits.data(), digits.size()});
  return IsYear(year) ? year : 0;
}

}  // namespace policygraph::loader
