#include "graph/state/graph_state.h"

#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {

GraphState::GraphState(JudgedGraph judged, std::shared_ptr<const GraphView> view, NameIndex names)
    : judged_(std::move(judged)), view_(std::move(view)), names_(std::move(names)) {}

absl::StatusOr<std::shared_ptr<const GraphState>> GraphState::Build(
    std::shared_ptr<const GraphSnapshot> snapshot) {
  ASSIGN_OR_RETURN(JudgedGraph judged, ApplyJudgements(std::move(snapshot)));
  ASSIGN_OR_RETURN(std::shared_ptr<const GraphView> view, GraphView::Build(judged.snapshot));
  ASSIGN_OR_RETURN(NameIndex names, NameIndex::Build(*view));
  return std::shared_ptr<const GraphState>(
      new GraphState(std::move(judged), std::move(view), std::move(names)));
}

}  // namespace policygraph
