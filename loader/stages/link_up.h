#ifndef POLICYGRAPH_LOADER_STAGES_LINK_UP_H_
#define POLICYGRAPH_LOADER_STAGES_LINK_UP_H_

#include <vector>

#include "loader/document.h"
#include "loader/rules/link_rules.h"

namespace policygraph::loader {

// Finds the edges between mentions and claims: from explicit words, from names that hold a place,
// and from headings and topic sentences. Needs mentions and claims. Every link keeps the
// vocabulary.
std::vector<Link> LinkUp(const Document& document, const LinkRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_LINK_UP_H_
