#ifndef POLICYGRAPH_LOADER_FORMATS_JOIN_LINES_H_
#define POLICYGRAPH_LOADER_FORMATS_JOIN_LINES_H_

#include <string>
#include <string_view>

namespace policygraph::loader {

// The text with its paragraphs on a line each. In a text that was broken into lines of one width,
// as on the pages of a PDF, a line that goes up to that width and does not end its paragraph is
// joined with the next one; a text that has its paragraphs on lines already stays as it is.
std::string JoinLines(std::string text);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_JOIN_LINES_H_
