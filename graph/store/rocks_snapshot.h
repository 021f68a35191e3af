#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_SNAPSHOT_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_SNAPSHOT_H_

#include <memory>

#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"
#include "graph/store/rocks_tables.h"

namespace policygraph {

// The newest revision of the database: all reading of its tables. Keeps them open.
absl::StatusOr<std::shared_ptr<const GraphSnapshot>> TakeRocksSnapshot(
    std::shared_ptr<const RocksTables> tables);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_SNAPSHOT_H_
