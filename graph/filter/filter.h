#ifndef POLICYGRAPH_GRAPH_FILTER_FILTER_H_
#define POLICYGRAPH_GRAPH_FILTER_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "graph/filter/field.h"
#include "graph/filter/filter_syntax.h"

namespace policygraph {

// Whether a record passes: kUnknown when that hangs on a field that was not read yet.
enum class Truth : uint8_t { kFalse, kUnknown, kTrue };

// What a record has in the field of this number in the schema.
using FieldReader = absl::FunctionRef<FieldValue(size_t field)>;

// A filter that was checked against the fields of a list. Immutable.
//
// An absent value equals nothing, is below and above nothing, and has nothing; so != and NOT hold
// for it. Texts compare byte by byte, which is by code point. `:` asks of a text whether the value
// is a part of it, of all others whether it is equal; `field:*` whether there is any value. For a
// field of several texts each comparison holds when it holds for one of them, and != when = holds
// for none.
class Filter {
 public:
  // Passes everything.
  Filter() = default;

  // The filter that a text says, in the grammar of ParseFilter(). INVALID_ARGUMENT (INVALID_FIELD)
  // with the column: as ParseFilter() fails, for a field that the schema has not, for a value that
  // is none of the field's type or choices, and for an order where there is none.
  static absl::StatusOr<Filter> Of(std::string_view text, const FilterSchema& schema);

  bool empty() const { return expression_.form == Form::kAnd && expression_.parts.empty(); }

  Truth Test(FieldReader read) const;

 private:
  using Form = FilterSyntax::Form;

  struct Expression {
    Form form = Form::kAnd;
    std::vector<Expression> parts;

    // Of a restriction.
    size_t field = 0;
    FilterComparator comparator = FilterComparator::kEqual;
    bool any_value = false;  // field:*
    double number = 0;
    std::string text;
  };

  class Checker;

  static Truth Test(const Expression& expression, FieldReader read);
  static Truth Compare(const Expression& restriction, const FieldValue& value);

  Expression expression_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_FILTER_H_
