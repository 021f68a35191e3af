#ifndef POLICYGRAPH_LOADER_FORMATS_WHITE_SPACE_H_
#define POLICYGRAPH_LOADER_FORMATS_WHITE_SPACE_H_

#include <string_view>

namespace policygraph::loader {

// Whether there is nothing to read in a text of UTF-8.
bool IsBlank(std::string_view text);

// The words without white space at their ends.
std::string_view TrimSpace(std::string_view words);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_WHITE_SPACE_H_
