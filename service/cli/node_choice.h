#ifndef POLICYGRAPH_SERVICE_CLI_NODE_CHOICE_H_
#define POLICYGRAPH_SERVICE_CLI_NODE_CHOICE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "policygraph/v1/graph_service.pb.h"
#include "service/cli/client.h"

namespace policygraph::cli {

// True for 32 hex digits: what stands on the command line is an id then, not a name.
bool LooksLikeId(std::string_view argument);

// The id of the node that an argument means: the id itself, or the node of that name or alias.
// As ChooseNode() when there is none or several.
absl::StatusOr<std::string> ResolveNodeId(Client& client, const std::string& argument,
                                          const std::vector<v1::NodeKind>& kinds = {});

// Of the nodes that a search for `name` found, the one that it names. A node of that very name goes
// before those that have it as an alias. NOT_FOUND (NODE_NOT_FOUND) names what comes near;
// FAILED_PRECONDITION (AMBIGUOUS_NAME) lists the candidates, one a line.
absl::StatusOr<v1::Node> ChooseNode(const std::string& name, const v1::SearchNodesResponse& found);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_NODE_CHOICE_H_
