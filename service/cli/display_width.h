#ifndef POLICYGRAPH_SERVICE_CLI_DISPLAY_WIDTH_H_
#define POLICYGRAPH_SERVICE_CLI_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace policygraph::cli {

// How text lies on a terminal, where a Chinese character takes two columns, a combining mark none,
// and an emoji of several code points two. Texts are UTF-8; broken bytes count as one column each.

// Columns that the text takes on one line.
int DisplayWidth(std::string_view text);

// [begin, end) in bytes of a text.
struct LinePart {
  size_t begin = 0;
  size_t end = 0;

  friend bool operator==(const LinePart&, const LinePart&) = default;
};

// Cuts the text into lines of at most `width` columns, where Chinese typography allows a break (no
// line begins with a full stop, numbers stay whole). What has no such place is cut between
// graphemes; a grapheme wider than the line has a line of its own. Blanks around a break belong to
// no line. Gives one empty line for an empty text. Precondition: width >= 1.
std::vector<LinePart> BreakLines(std::string_view text, int width);

// The text with each control character replaced by a blank and each broken byte by U+FFFD, so that
// what a report holds cannot command the terminal.
std::string Printable(std::string_view text);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_DISPLAY_WIDTH_H_
