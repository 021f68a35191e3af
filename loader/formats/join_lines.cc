#include "loader/formats/join_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "loader/formats/white_space.h"

namespace policygraph::loader {
namespace {

using std::string_view_literals::operator""sv;

// Fewer lines do not tell how wide a page is.
constexpr size_t kFewestLines = 8;

// The widest page, in columns: sixty Chinese characters.
constexpr size_t kWidestPage = 120;

// Sentences end with these; a line of a paragraph that ends otherwise goes on.
constexpr std::array kEnds = {"。"sv, "！"sv, "？"sv, "；"sv, "："sv, "”"sv, "）"sv};

struct Line {
  std::string_view words;
  size_t width = 0;  // in columns, with the indent
  bool indented = false;

  bool Ends() const {
    return std::any_of(kEnds.begin(), kEnds.end(),
                       [this](std::string_view end) { return words.ends_with(end); });
  }
};

// Characters of three bytes and more are Chinese: two columns wide.
size_t Width(std::string_view words) {
  size_t columns = 0;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) columns += byte >= 0xE0 ? 2 : 1;
  }
  return columns;
}

std::vector<Line> LinesOf(std::string_view text) {
  std::vector<Line> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view words = TrimSpace(line);
    at = end + 1;
    if (!words.empty()) {
      const std::string_view indent = line.substr(0, words.data() - line.data());
      lines.push_back({words, Width(indent) + Width(words), Width(indent) >= 2});
    }
  }
  return lines;
}

// How a text was broken into lines.
struct Wrapping {
  size_t width = 0;           // of a full line, in columns; 0 when the text was not
  bool shows_indent = false;  // the first line of a paragraph is indented

  // A line may be somewhat short: no line begins with a comma, and figures are kept together.
  bool IsFull(const Line& line) const { return line.width * 5 >= width * 4; }
};

Wrapping FindWrapping(const std::vector<Line>& lines) {
  if (lines.size() < kFewestLines) return {};
  std::vector<size_t> widths;
  for (const Line& line : lines) widths.push_back(line.width);
  const auto nearly_widest = widths.begin() + widths.size() * 9 / 10;
  std::nth_element(widths.begin(), nearly_widest, widths.end());
  Wrapping wrapping{*nearly_widest};
  size_t full = 0;
  size_t going_on = 0;
  size_t indented = 0;
  for (const Line& line : lines) {
    indented += line.indented;
    if (!wrapping.IsFull(line)) continue;
    ++full;
    going_on += !line.Ends();
  }
  if (wrapping.width > kWidestPage || full * 2 < lines.size() || going_on * 2 < full) return {};
  wrapping.shows_indent = indented * 20 >= lines.size() && indented * 3 <= lines.size() * 2;
  return wrapping;
}

bool GoesOn(const Line& line, const Line& next, const Wrapping& wrapping) {
  if (!wrapping.IsFull(line)) return false;
  if (wrapping.shows_indent) return !next.indented;
  return !line.Ends();
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string JoinLines(std::string text) {
  const std::vector<Line> lines = LinesOf(text);
  const Wrapping wrapping = FindWrapping(lines);
  if (wrapping.width == 0) return text;
  std::string joined;
  for (size_t i = 0; i < lines.size(); ++i) {
    joined += lines[i].words;
    if (i + 1 == lines.size() || !GoesOn(lines[i], lines[i + 1], wrapping)) {
      joined += '\n';
    } else if (IsLetter(lines[i].words.back()) && IsLetter(lines[i + 1].words.front())) {
      joined += ' ';
    }
  }
  return joined;
}

}  // namespace policygraph::loader
