#ifndef POLICYGRAPH_GRAPH_FILTER_FILTER_LEXER_H_
#define POLICYGRAPH_GRAPH_FILTER_FILTER_LEXER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace policygraph {

enum class FilterTokenType : uint8_t {
  kWord,        // letters of any script, digits, and marks that mean nothing here
  kQuoted,      // text in quotes, which are taken off and its escapes read
  kComparator,  // = != < <= > >= :
  kMinus,       // right before what it negates
  kOpen,
  kClose,
  kEnd,
};

struct FilterToken {
  FilterTokenType type = FilterTokenType::kEnd;
  std::string text;
  size_t column = 1;
  bool after_space = true;  // or at the beginning
};

// The tokens of a filter, closed by kEnd. INVALID_ARGUMENT (INVALID_FIELD) at the column of a quote
// that is not closed, of an escape other than \" \' \\ \n \t, or of a lone '!'.
absl::StatusOr<std::vector<FilterToken>> ReadFilterTokens(std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_FILTER_LEXER_H_
