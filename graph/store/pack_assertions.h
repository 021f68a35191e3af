#ifndef POLICYGRAPH_GRAPH_STORE_PACK_ASSERTIONS_H_
#define POLICYGRAPH_GRAPH_STORE_PACK_ASSERTIONS_H_

#include <span>

#include "absl/status/status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"

namespace policygraph {

// The migration to format version 3: from a row a node, a row an edge and a row for each of them in
// its report's list to a row a node with its edges and a row a report. Writes the new tables report
// by report, since a store is larger than a batch may be; when it is cut short, it writes the same
// rows again.
absl::Status PackAssertions(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const> families,
                            rocksdb::WriteBatch& batch);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_PACK_ASSERTIONS_H_
