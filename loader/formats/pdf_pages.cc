#include "loader/formats/pdf_pages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "loader/formats/white_space.h"

namespace policygraph::loader {
namespace {

struct PageLine {
  size_t indent = 0;  // in spaces
  std::string_view words;
};
using Page = std::vector<PageLine>;

// Heads and feet are looked for among so many lines at either end of a page.
constexpr size_t kEdgeLines = 4;

// What a single page has at its edge may be anything.
constexpr size_t kFewestPages = 2;

// Calls `visit` with each part of the text between separators.
template <typename Visit>
void ForEachPart(std::string_view text, char separator, const Visit& visit) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(separator, at), text.size());
    visit(text.substr(at, end - at));
    at = end + 1;
  }
}

Page LinesOf(std::string_view text) {
  Page page;
  size_t margin = text.size();
  ForEachPart(text, '\n', [&](std::string_view line) {
    const std::string_view words = TrimSpace(line);
    if (words.empty()) return;
    const auto indent = static_cast<size_t>(words.data() - line.data());
    margin = std::min(margin, indent);
    page.push_back({indent, words});
  });
  for (PageLine& line : page) line.indent -= margin;
  return page;
}

bool IsAtEdge(const Page& page, size_t line) {
  return line < kEdgeLines || line + kEdgeLines >= page.size();
}

// The line with each run of digits as one sign, so that all page numbers are alike.
std::string WithoutDigits(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    if (c < '0' || c > '9') {
      shape += c;
    } else if (!shape.ends_with('#')) {
      shape += '#';
    }
  }
  return shape;
}

bool IsAscii(char c) { return (c & 0x80) == 0; }

// Adds the words without control characters and without the single spaces that a justified line has
// between its characters.
void AddWords(std::string_view words, std::string& text) {
  for (size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (static_cast<uint8_t>(c) < 0x20 || c == 0x7F) continue;
    const bool inside = i > 0 && i + 1 < words.size();
    if (c == ' ' && inside && !IsAscii(words[i - 1]) && !IsAscii(words[i + 1])) continue;
    text += c;
  }
}

}  // namespace

std::string TextOfPages(std::string_view text) {
  std::vector<Page> pages;
  ForEachPart(text, '\f', [&](std::string_view page) {
    if (!IsBlank(page)) pages.push_back(LinesOf(page));
  });

  absl::flat_hash_map<std::string, size_t> pages_with;
  for (const Page& page : pages) {
    std::set<std::string> shapes;
    for (size_t i = 0; i < page.size(); ++i) {
      if (IsAtEdge(page, i)) shapes.insert(WithoutDigits(page[i].words));
    }
    for (const std::string& shape : shapes) ++pages_with[shape];
  }

  std::string lines;
  for (const Page& page : pages) {
    for (size_t i = 0; i < page.size(); ++i) {
      const auto [indent, words] = page[i];
      const size_t repeats = IsAtEdge(page, i) ? pages_with[WithoutDigits(words)] : 0;
      if (repeats >= kFewestPages && repeats * 2 >= pages.size()) continue;
      lines.append(indent, ' ');
      AddWords(words, lines);
      lines += '\n';
    }
  }
  return lines;
}

}  // namespace policygraph::loader
