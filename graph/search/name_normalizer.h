#ifndef POLICYGRAPH_GRAPH_SEARCH_NAME_NORMALIZER_H_
#define POLICYGRAPH_GRAPH_SEARCH_NAME_NORMALIZER_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// The form in which names are compared, so that “3+1”主导产业, "３＋１" 主导产业 and 3+1主导产业
// are the same: full-width letters made half-width (Unicode NFKC), case folded, and white space,
// control characters, quotes, book-title marks and middle dots taken out. Empty when nothing is
// left. Bytes that are not UTF-8 become U+FFFD.
std::string NormalizeName(std::string_view name);

// A normalised text that knows where it came from.
struct NormalizedText {
  std::string text;               // NormalizeName() of the original
  std::vector<TextSpan> origins;  // of each byte: the code points of the original it was made of
};
NormalizedText NormalizeText(std::string_view original);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_SEARCH_NAME_NORMALIZER_H_
