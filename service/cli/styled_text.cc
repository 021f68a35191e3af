#include "service/cli/styled_text.h"

#include <algorithm>

#include "service/cli/display_width.h"

namespace policygraph::cli {
namespace {

constexpr std::string_view kReset = "\033[0m";

std::string_view EscapeCode(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kName:
      return "\033[1m";
    case Style::kFigure:
      return "\033[1;36m";
    case Style::kQuiet:
      return "\033[2m";
    case Style::kGood:
      return "\033[32m";
    case Style::kWarning:
      return "\033[33m";
    case Style::kError:
      return "\033[1;31m";
  }
  return "";
}

}  // namespace

StyledText& StyledText::Add(std::string_view text, Style style) {
  if (text.empty()) return *this;
  runs_.push_back({text_.size(), style});
  text_ += Printable(text);
  return *this;
}

StyledText& StyledText::Append(const StyledText& text) {
  for (const Run& run : text.runs_) runs_.push_back({text_.size() + run.begin, run.style});
  text_ += text.text_;
  return *this;
}

int StyledText::width() const { return DisplayWidth(text_); }

std::vector<StyledText> StyledText::Wrap(int width) const {
  std::vector<StyledText> lines;
  for (const LinePart& part : BreakLines(text_, width)) {
    StyledText& line = lines.emplace_back();
    for (size_t i = 0; i < runs_.size(); ++i) {
      const size_t run_end = i + 1 < runs_.size() ? runs_[i + 1].begin : text_.size();
      const size_t begin = std::max(runs_[i].begin, part.begin);
      const size_t end = std::min(run_end, part.end);
      if (begin < end) line.Add(std::string_view(text_).substr(begin, end - begin), runs_[i].style);
    }
  }
  return lines;
}

std::string StyledText::Render(bool color) const {
  if (!color) return text_;
  std::string rendered;
  for (size_t i = 0; i < runs_.size(); ++i) {
    const size_t end = i + 1 < runs_.size() ? runs_[i + 1].begin : text_.size();
    const std::string_view words =
        std::string_view(text_).substr(runs_[i].begin, end - runs_[i].begin);
    const std::string_view code = EscapeCode(runs_[i].style);
    rendered += code;
    rendered += words;
    if (!code.empty()) rendered += kReset;
  }
  return rendered;
}

}  // namespace policygraph::cli
