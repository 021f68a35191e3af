#ifndef POLICYGRAPH_LOADER_STAGES_BUILD_DELTA_H_
#define POLICYGRAPH_LOADER_STAGES_BUILD_DELTA_H_

#include "graph/model/elements.h"
#include "loader/document.h"
#include "loader/places/division_table.h"

namespace policygraph::loader {

// Turns what a finished document says into nodes and edges with their evidence: ids from kind,
// scope and name, aliases from the words used, byte ranges into code points. The administrative
// parents of the places named come from the division table. The delta passes CheckDelta.
GraphDelta BuildDelta(const Document& document, const DivisionTable& divisions);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_BUILD_DELTA_H_
