#ifndef POLICYGRAPH_GRAPH_FILTER_FIELD_H_
#define POLICYGRAPH_GRAPH_FILTER_FIELD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace policygraph {

enum class FieldType : uint8_t {
  kText,
  kTexts,   // several texts; a comparison holds when it does for one of them
  kNumber,
  kTime,    // seconds since 1970
  kChoice,  // one of the named values of an enum
};

// A field that a filter may compare and a list may be ordered by.
struct FilterField {
  std::string name;
  FieldType type = FieldType::kText;
  std::vector<std::pair<std::string, int>> choices = {};  // names in upper case, with their numbers
  bool in_bare_words = false;  // of texts: a word without a field is looked for here
};

// The fields of one list. Names are unique.
using FilterSchema = std::vector<FilterField>;

// The value is there and was not read yet: what a comparison with it gives is not known.
struct NotRead {};

// What a record has in a field: nothing, a number (or that of a choice or time), a text or several.
// Texts are valid as long as the record.
using FieldValue =
    std::variant<std::monostate, NotRead, double, std::string_view, std::vector<std::string_view>>;

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_FIELD_H_
