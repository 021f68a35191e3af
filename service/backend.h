#ifndef POLICYGRAPH_SERVICE_BACKEND_H_
#define POLICYGRAPH_SERVICE_BACKEND_H_

#include "graph/state/state_cache.h"
#include "graph/store/graph_store.h"
#include "loader/rules/rule_set.h"
#include "service/call.h"

namespace policygraph::service {

// What the gRPC classes of one server share. They own none of it; the server outlives them.
struct Backend {
  GraphStore& store;
  StateCache& states;
  const loader::RuleSet& rules;
  Calls& calls;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_BACKEND_H_
