#ifndef POLICYGRAPH_GRAPH_SEARCH_SEARCH_WORDS_H_
#define POLICYGRAPH_GRAPH_SEARCH_SEARCH_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// What a query asks for, all of it as NormalizeName() makes it.
struct SearchWords {
  std::string whole;               // the query as if it were one name
  std::vector<std::string> words;  // none is empty; a phrase in double quotes, "a b" or “a b”, is one

  static SearchWords Of(std::string_view query);
};

// The parts of a name or text that are words of the query, wherever they stand: in order, in code
// points of the text as it is written, those that overlap or touch joined.
std::vector<TextSpan> Highlights(std::string_view text, const SearchWords& words);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_SEARCH_SEARCH_WORDS_H_
