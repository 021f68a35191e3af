#ifndef POLICYGRAPH_GRAPH_FILTER_FILTER_SYNTAX_H_
#define POLICYGRAPH_GRAPH_FILTER_FILTER_SYNTAX_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace policygraph {

inline constexpr size_t kMaxFilterBytes = 4096;
inline constexpr int kMaxFilterDepth = 20;  // parentheses in parentheses

enum class FilterComparator : uint8_t {
  kNone,  // a bare word
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kHas,
};

// A filter as it is written, before fields and values are looked at.
struct FilterSyntax {
  enum class Form : uint8_t { kAnd, kOr, kNot, kRestriction };

  Form form = Form::kAnd;
  std::vector<FilterSyntax> parts;  // of all but a restriction; one for kNot

  // Of a restriction. A bare word has a value and no field.
  std::string field;
  size_t field_column = 0;
  FilterComparator comparator = FilterComparator::kNone;
  std::string value;
  size_t value_column = 0;
  bool quoted = false;  // the value
};

// Reads a filter in the grammar of AIP-160: OR binds tighter than AND, and what stands side by side
// is joined by AND, tighter than the word AND does. An empty text is an AND of nothing. Functions,
// fields of fields and values in parentheses are not known. INVALID_ARGUMENT (INVALID_FIELD) with
// the column, also for a text longer or deeper than the limits.
absl::StatusOr<FilterSyntax> ParseFilter(std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_FILTER_SYNTAX_H_
