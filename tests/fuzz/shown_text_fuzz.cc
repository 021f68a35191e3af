// Text that people see and search: lines of a terminal, names to compare, a report's name made of a
// path. The first byte is the width of the terminal; a text of any bytes follows.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/search/name_normalizer.h"
#include "graph/search/substring_index.h"
#include "service/cli/display_width.h"
#include "service/cli/report_name.h"
#include "service/report_upload.h"
#include "tests/fuzz/expect_text.h"

namespace policygraph {
namespace {

void Expect(bool holds) {
  if (!holds) std::abort();
}

// Nothing that commands the terminal is left, and what may be shown stays as it is.
void Show(std::string_view text) {
  const std::string shown = cli::Printable(text);
  loader::ExpectUtf8(shown);
  for (const char c : shown) Expect(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  Expect(cli::Printable(shown) == shown);
}

// The lines are the text but for blanks, in order, and none is wider than the terminal but one
// that is a single grapheme.
void Break(std::string_view text, int width) {
  size_t end = 0;
  const auto blank_until = [&](size_t begin) {
    Expect(begin <= text.size() && end <= begin);
    Expect(text.substr(end, begin - end).find_first_not_of(' ') == std::string_view::npos);
  };
  for (const cli::LinePart& line : cli::BreakLines(text, width)) {
    Expect(line.begin <= line.end);
    blank_until(line.begin);
    end = line.end;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    const int columns = cli::DisplayWidth(words);
    Expect(columns >= 0 && (columns <= width || columns <= 2));
  }
  blank_until(text.size());
}

// A name is found by itself and by any part of itself; to normalise it again changes nothing.
void Search(std::string_view text) {
  const std::string name = NormalizeName(text);
  loader::ExpectUtf8(name);
  Expect(NormalizeName(name) == name);
  SubstringIndex::Builder builder;
  builder.Add("甲");
  builder.Add(name);
  const SubstringIndex index = std::move(builder).Build();
  for (size_t begin = 0; begin < name.size(); ++begin) {
    if ((static_cast<unsigned char>(name[begin]) & 0xC0) == 0x80) continue;
    const std::vector<uint32_t> found = index.Find(std::string_view(name).substr(begin));
    Expect(!found.empty() && found.back() == 1);
  }
}

// What the client makes of a path, the server takes as a name.
void Name(std::string_view text) {
  const std::string name = cli::ToReportName(text);
  Expect(name.empty() || service::CheckReportName("report", name).ok());
  Expect(cli::ToReportName(name) == name);
  if (text.find('\0') == std::string_view::npos) {
    const auto free = cli::FreeReportName(std::string(text), {name});
    Expect(!free.has_value() || (*free != name && service::CheckReportName("report", *free).ok()));
  }
}

}  // namespace
}  // namespace policygraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const int width = 1 + data[0] % 40;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  policygraph::Show(text);
  policygraph::Break(text, width);
  policygraph::Search(text);
  policygraph::Name(text);
  return 0;
}
