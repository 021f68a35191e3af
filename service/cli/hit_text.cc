#include "service/cli/hit_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "fmt/format.h"

namespace policygraph::cli {
namespace {

// Characters shown before the first highlight of a long text, and behind it.
constexpr int kBefore = 20;
constexpr int kBehind = 60;

// The bytes at which the characters of a text begin, and its end.
std::vector<size_t> CharacterBegins(std::string_view text) {
  std::vector<size_t> begins;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) begins.push_back(i);
  }
  begins.push_back(text.size());
  return begins;
}

// The characters from `from` to before `to`, the highlights among them in bold.
StyledText Highlighted(const v1::SearchHit& hit, int from, int to) {
  const std::string& text = hit.matched_name();
  const std::vector<size_t> begins = CharacterBegins(text);
  to = std::min(to, static_cast<int>(begins.size()) - 1);
  StyledText shown;
  int at = from;
  const auto add_to = [&](int end, Style style) {
    if (end <= at) return;
    const size_t begin = begins[static_cast<size_t>(at)];
    shown.Add(std::string_view(text).substr(begin, begins[static_cast<size_t>(end)] - begin), style);
    at = end;
  };
  if (from > 0) shown.Add("…", Style::kQuiet);
  for (const v1::TextRange& range : hit.highlights()) {
    add_to(std::min(range.start(), to), Style::kPlain);
    add_to(std::min(range.end(), to), Style::kName);
  }
  add_to(to, Style::kPlain);
  if (to + 1 < static_cast<int>(begins.size())) shown.Add("…", Style::kQuiet);
  return shown;
}

}  // namespace

StyledText HitText(const v1::SearchHit& hit) {
  const int all = static_cast<int>(hit.matched_name().size());  // at least as many as characters
  if (hit.field() == v1::MATCH_FIELD_TEXT) {
    const int first = hit.highlights().empty() ? 0 : hit.highlights(0).start();
    const int from = std::max(0, first - kBefore);
    return Highlighted(hit, from, first + kBehind);
  }
  if (hit.field() != v1::MATCH_FIELD_ALIAS) return Highlighted(hit, 0, all);
  StyledText text(hit.node().name());
  text.Add(" (", Style::kQuiet);
  text.Append(Highlighted(hit, 0, all));
  return text.Add(")", Style::kQuiet);
}

std::string ScopeText(const v1::SearchHit& hit) {
  if (!hit.has_evidence()) return hit.node().scope();
  return hit.report_year() == 0
             ? hit.evidence().report()
             : fmt::format("{} ({})", hit.evidence().report(), hit.report_year());
}

}  // namespace policygraph::cli
