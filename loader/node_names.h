#ifndef POLICYGRAPH_LOADER_NODE_NAMES_H_
#define POLICYGRAPH_LOADER_NODE_NAMES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "loader/document.h"

namespace policygraph::loader {

// Names of the nodes that a report does not name itself. Both depend on nothing but the document,
// so that loading a report again, or explaining a node of it, finds the same nodes.

// Name of a STATEMENT node: its index among `count` sentences, with zeros before it so that names
// sort as the sentences stand.
std::string StatementName(size_t index, size_t count);

// Name of the node of each claim: the words of its clause, and a counter where several claims of
// one kind have the same words (“ (2)”).
std::vector<std::string> ClaimNames(const Document& document);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_NODE_NAMES_H_
