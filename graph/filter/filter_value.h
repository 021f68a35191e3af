#ifndef POLICYGRAPH_GRAPH_FILTER_FILTER_VALUE_H_
#define POLICYGRAPH_GRAPH_FILTER_FILTER_VALUE_H_

#include "absl/status/statusor.h"
#include "graph/filter/field.h"
#include "graph/filter/filter_syntax.h"

namespace policygraph {

// The number that a restriction's value means for a field that is no text: a number, that of a
// choice (in any case), or the seconds of a time in RFC 3339 (2026-11-24T08:00:00Z) or of a day in
// UTC (2026-11-24). INVALID_ARGUMENT (INVALID_FIELD) at the column, with what was expected.
absl::StatusOr<double> FilterNumber(const FilterField& field, const FilterSyntax& restriction);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_FILTER_VALUE_H_
