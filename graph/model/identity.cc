#include "graph/model/identity.h"

namespace policygraph {

ScopeRule ScopeRuleOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kReport:
    case NodeKind::kIndicator:
      return ScopeRule::kGlobal;
    case NodeKind::kCounty:
    case NodeKind::kRegion:
      return ScopeRule::kDivisionCode;
    case NodeKind::kStrategy:
    case NodeKind::kProject:
    case NodeKind::kAgency:
    case NodeKind::kEvent:
    case NodeKind::kPolicy:
    case NodeKind::kDesignation:
      return ScopeRule::kLexiconOrPlace;
    case NodeKind::kStatement:
    case NodeKind::kCommitment:
    case NodeKind::kOutcome:
      return ScopeRule::kReport;
  }
  __builtin_unreachable();
}

}  // namespace policygraph
