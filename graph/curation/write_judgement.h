#ifndef POLICYGRAPH_GRAPH_CURATION_WRITE_JUDGEMENT_H_
#define POLICYGRAPH_GRAPH_CURATION_WRITE_JUDGEMENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graph/model/judgement.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// Making and undoing judgements, for every back end, each as one commit. When another writer comes
// between, the judgement is checked again, a few times at most; then ABORTED (CONCURRENT_CHANGE).
// A request id that was committed before answers as then, or with ALREADY_EXISTS
// (REQUEST_ID_REUSED) when it asked for something else.

struct JudgementRequest {
  JudgementAction action;  // as CheckAction takes it
  std::string author;      // not empty
  std::string reason;
  std::optional<absl::Time> time;    // when it was judged; now when not set
  std::string request_id;            // empty for none
  std::optional<Revision> expected;  // ABORTED (CONCURRENT_CHANGE) at any other
  bool validate_only = false;        // works out the answer and writes nothing
};

enum class JudgementEffect { kCreated, kUnchanged, kValidated };

struct JudgementOutcome {
  Judgement judgement;
  JudgementEffect effect = JudgementEffect::kCreated;
  Revision revision;  // at which the judged graph can be read
};

// Makes a judgement. Changes nothing when the same author has made the same one and it holds, or
// has made it at the very time that the request says. Fails as CheckAction does.
absl::StatusOr<JudgementOutcome> MakeJudgement(GraphStore& store, const JudgementRequest& request);

struct UndoRequest {
  uint64_t judgement = 0;
  std::string author;
  std::string reason;
  std::string request_id;
  std::optional<Revision> expected;
};

// Undoes a judgement and gives it as it is kept then. NOT_FOUND (JUDGEMENT_NOT_FOUND), or
// FAILED_PRECONDITION (JUDGEMENT_CONFLICT) when it is undone already.
absl::StatusOr<Judgement> UndoJudgement(GraphStore& store, const UndoRequest& request);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_WRITE_JUDGEMENT_H_
