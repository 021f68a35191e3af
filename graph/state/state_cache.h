#ifndef POLICYGRAPH_GRAPH_STATE_STATE_CACHE_H_
#define POLICYGRAPH_GRAPH_STATE_STATE_CACHE_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// Which revision a read must see; see Consistency in policygraph/v1/revision.proto.
struct ReadAt {
  enum class Requirement { kNewest, kAtLeast, kExactly };

  Requirement requirement = Requirement::kNewest;
  Revision revision;  // not used by kNewest

  static ReadAt Newest() { return {}; }
  static ReadAt AtLeast(Revision revision) { return {Requirement::kAtLeast, revision}; }
  static ReadAt Exactly(Revision revision) { return {Requirement::kExactly, revision}; }
};

// The states of a store's last revisions. A new state is built when a read finds that the store has
// moved on, by that reader and without holding up others; who reads an older state keeps it.
// All methods may be called from many threads. The store must outlive the cache and its states.
class StateCache {
 public:
  // Keeps the `retained` last states that were built for exact reads; at least 1.
  explicit StateCache(GraphStore& store, size_t retained = 4);

  // Every newest read from now on sees at least this revision of the store. A writer calls it
  // before it answers, so that its caller reads what was written. Builds nothing: after a thousand
  // writes the first read builds one state.
  void Acknowledge(Revision revision);

  // The state that the read must see. While another reader builds the newest state, a newest read
  // gets the one before it unless a later one was acknowledged; the others wait.
  //
  // OUT_OF_RANGE (REVISION_NOT_REACHED), FAILED_PRECONDITION (REVISION_NOT_RETAINED), or the error
  // of the build.
  absl::StatusOr<std::shared_ptr<const GraphState>> Get(ReadAt at);

 private:
  // The newest state, brought up to the snapshot's revision. While that is being built elsewhere,
  // the state before it will do if it is of `at_least`.
  absl::StatusOr<std::shared_ptr<const GraphState>> GetNewest(
      std::shared_ptr<const GraphSnapshot> snapshot, Revision at_least);

  Revision acknowledged() const;

  // The newest state built so far; null before the first.
  std::shared_ptr<const GraphState> Newest() const;

  GraphStore& store_;
  const size_t retained_;

  std::mutex build_mutex_;    // held while a state is built; taken before mutex_
  mutable std::mutex mutex_;  // guards what follows; held for moments only
  Revision acknowledged_;
  std::deque<std::shared_ptr<const GraphState>> states_;  // ascending, the last ones built
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STATE_STATE_CACHE_H_
