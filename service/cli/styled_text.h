#ifndef POLICYGRAPH_SERVICE_CLI_STYLED_TEXT_H_
#define POLICYGRAPH_SERVICE_CLI_STYLED_TEXT_H_

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace policygraph::cli {

// What a run of text is to the reader; Render() gives each a look.
enum class Style { kPlain, kName, kFigure, kQuiet, kGood, kWarning, kError };

// One paragraph of text in runs of different styles. What is added is made printable first.
class StyledText {
 public:
  StyledText() = default;
  template <std::convertible_to<std::string_view> Text>
  StyledText(const Text& text, Style style = Style::kPlain) {
    Add(std::string_view(text), style);
  }

  // Adds a run, or all runs of another text, at the end.
  StyledText& Add(std::string_view text, Style style = Style::kPlain);
  StyledText& Append(const StyledText& text);

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }

  // Columns it takes on one line.
  int width() const;

  // The text in lines of at most `width` columns, each with its styles. At least one line.
  std::vector<StyledText> Wrap(int width) const;

  // The text as bytes for a terminal; without any escape codes unless `color`.
  std::string Render(bool color) const;

 private:
  struct Run {
    size_t begin;  // in bytes of text_; it ends where the next one begins
    Style style;
  };

  std::string text_;
  std::vector<Run> runs_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_STYLED_TEXT_H_
