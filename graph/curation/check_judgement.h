#ifndef POLICYGRAPH_GRAPH_CURATION_CHECK_JUDGEMENT_H_
#define POLICYGRAPH_GRAPH_CURATION_CHECK_JUDGEMENT_H_

#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/curation/judged_graph.h"
#include "graph/model/judgement.h"

namespace policygraph {

// The action as it is kept: ids of merged nodes replaced by those of what they are part of, and
// what else a reference tells filled in. Only the ids of its references are looked at, and of new
// nodes kind, scope and name. Precondition: the action is tidy.
//
// NOT_FOUND (NODE_NOT_FOUND, EDGE_NOT_FOUND, REPORT_NOT_FOUND) or FAILED_PRECONDITION
// (JUDGEMENT_CONFLICT), with the field's name, when the judged graph does not allow it to `author`.
// `judgements` are those that made the graph; they help to say why something is not there.
absl::StatusOr<JudgementAction> CheckAction(const JudgedGraph& graph,
                                            std::span<const Judgement> judgements,
                                            const std::string& author, JudgementAction action);

// OK when the split, applied to make this graph, has left something of both nodes.
absl::Status CheckSplitResult(const JudgedGraph& graph, const Split& split);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_CHECK_JUDGEMENT_H_
