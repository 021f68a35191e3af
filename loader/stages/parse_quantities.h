#ifndef POLICYGRAPH_LOADER_STAGES_PARSE_QUANTITIES_H_
#define POLICYGRAPH_LOADER_STAGES_PARSE_QUANTITIES_H_

#include <vector>

#include "loader/document.h"
#include "loader/rules/quantity_rules.h"

namespace policygraph::loader {

// Finds the figures of the document: every number that measures something. By span; none overlap.
// Numbers inside names (G42, “3+1”), dates and ordinals of headings are none. Needs mentions.
std::vector<Figure> ParseQuantities(const Document& document, const QuantityRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_PARSE_QUANTITIES_H_
