#ifndef POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_
#define POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_

#include <string>
#include <string_view>

namespace policygraph::loader {

// The name of a node from the words that name it: without quotation marks, book marks, spaces and
// notes ([8], ㉝).
std::string CanonicalName(std::string_view words);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_
