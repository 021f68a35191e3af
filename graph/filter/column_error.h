#ifndef POLICYGRAPH_GRAPH_FILTER_COLUMN_ERROR_H_
#define POLICYGRAPH_GRAPH_FILTER_COLUMN_ERROR_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "graph/filter/field.h"

namespace policygraph {

// INVALID_ARGUMENT (INVALID_FIELD) for a fault in the text of a request's field (filter, order_by).
// Columns count characters from 1; the error carries it as `column`.
absl::Status ColumnError(std::string_view field, size_t column, std::string_view problem);

// The error for a name that is none of the schema's fields.
absl::Status UnknownField(std::string_view field, size_t column, std::string_view name,
                          const FilterSchema& schema);

// The column at which a byte of the text stands.
size_t ColumnOf(std::string_view text, size_t byte);

// The text for a message: cut, at a character, when it is long.
std::string Excerpt(std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_COLUMN_ERROR_H_
