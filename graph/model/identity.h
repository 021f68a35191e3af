#ifndef POLICYGRAPH_GRAPH_MODEL_IDENTITY_H_
#define POLICYGRAPH_GRAPH_MODEL_IDENTITY_H_

#include "graph/model/vocabulary.h"

namespace policygraph {

// How far a name of a kind reaches: which namesakes are one node.
enum class ScopeRule {
  kGlobal,        // one nationwide: scope is empty (INDICATOR, REPORT)
  kDivisionCode,  // an administrative division: scope is its code; a place without one is global
  kLexiconOrPlace,  // nationwide when the national lexicon has the name (乡村振兴, 国务院), else of
                    // the reporting place: scope is that place's code or name
  kReport,  // of one report: scope is the report's name (STATEMENT and claims)
};

// The one table of which kinds are global, lexicon- or place-scoped.
ScopeRule ScopeRuleOf(NodeKind kind);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_MODEL_IDENTITY_H_
