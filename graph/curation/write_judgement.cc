#include "graph/curation/write_judgement.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/clock.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/curation/check_judgement.h"
#include "graph/curation/judged_graph.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/repeated_request.h"

namespace policygraph {
namespace {

constexpr int kAttempts = 8;

// Leaves of a reference what identifies the node.
void KeepIdentity(NodeReference& node) { node = {.id = node.id}; }

// True when `kept`, which CheckAction has completed, is what the action asks for.
bool AsksFor(JudgementAction asked, JudgementAction kept) {
  for (JudgementAction* action : {&asked, &kept}) {
    if (auto* add = std::get_if<AddNode>(action)) {
      add->node.id = NodeId();
    } else if (auto* split = std::get_if<Split>(action)) {
      KeepIdentity(split->node);
      split->made = {.scope = split->made.scope, .name = split->made.name};
      std::erase(split->aliases, split->made.name);
    } else {
      for (NodeReference* node : NodesOf(*action)) KeepIdentity(*node);
    }
  }
  auto* split = std::get_if<Split>(&asked);
  const auto* kept_split = std::get_if<Split>(&kept);
  if (split != nullptr && kept_split != nullptr && split->made.scope.empty()) {
    split->made.scope = kept_split->made.scope;
  }
  return asked == kept;
}

std::string DigestOf(const JudgementRequest& request) {
  return "judge " + EncodeJudgement({.time = request.time.value_or(absl::Time()),
                                     .author = request.author,
                                     .reason = request.reason,
                                     .action = request.action});
}

std::string DigestOf(const UndoRequest& request) {
  return fmt::format("undo {} {} {}", request.judgement, request.author, request.reason);
}

template <typename Request>
Commit CommitOf(const Request& request, Revision newest, std::string note, Judgement judgement) {
  return {.expected = newest,
          .record = {.time = absl::Now(),
                     .author = request.author,
                     .note = std::move(note),
                     .request_id = request.request_id,
                     .request_digest = DigestOf(request)},
          .put_judgement = std::move(judgement)};
}

absl::Status CheckExpected(const std::optional<Revision>& expected, Revision newest) {
  if (!expected.has_value() || *expected == newest) return absl::OkStatus();
  return MakeError(ErrorReason::kConcurrentChange,
                   fmt::format("expected_revision: the judgement was made on revision {}, but the "
                               "newest is {}; read again and judge again",
                               expected->number, newest.number));
}

absl::Status JudgementNotFound(uint64_t id, size_t judgements) {
  return MakeError(ErrorReason::kJudgementNotFound,
                   fmt::format("no judgement has the id {}; ListJudgements lists the {} that there "
                               "are",
                               id, judgements),
                   {{"judgement", std::to_string(id)}});
}

// Calls `attempt` with the newest snapshot until it commits or fails for another reason than that
// somebody else committed first.
template <typename Outcome>
absl::StatusOr<Outcome> Retry(
    GraphStore& store,
    absl::FunctionRef<absl::StatusOr<Outcome>(std::shared_ptr<const GraphSnapshot>)> attempt) {
  absl::StatusOr<Outcome> outcome;
  for (int i = 0; i < kAttempts; ++i) {
    ASSIGN_OR_RETURN(auto snapshot, store.Snapshot());
    outcome = attempt(std::move(snapshot));
    // ALREADY_EXISTS: the same request came twice at once, or its id was used for another, which
    // the next attempt tells apart.
    if (!absl::IsAborted(outcome.status()) && !absl::IsAlreadyExists(outcome.status())) break;
  }
  return outcome;
}

// One attempt to make a judgement on one revision.
class Making {
 public:
  Making(GraphStore& store, const JudgementRequest& request,
         std::shared_ptr<const GraphSnapshot> stored)
      : store_(store), request_(request), stored_(std::move(stored)) {}

  absl::StatusOr<JudgementOutcome> Run() {
    const Revision newest = stored_->revision();
    ASSIGN_OR_RETURN(judgements_, stored_->ListJudgements());
    ASSIGN_OR_RETURN(const auto repeated,
                     FindRepeated(*stored_, request_.request_id, DigestOf(request_)));
    if (repeated.has_value()) {
      const auto made = std::ranges::find(judgements_, repeated->revision, &Judgement::revision);
      if (made == judgements_.end()) {
        return MakeError(
            ErrorReason::kStoreFailure,
            fmt::format("the store is damaged: the judgement of revision {} is missing",
                        repeated->revision.number));
      }
      RETURN_IF_ERROR(store_.MakeDurable());
      return JudgementOutcome{*made, JudgementEffect::kCreated, repeated->revision};
    }
    RETURN_IF_ERROR(CheckExpected(request_.expected, newest));
    if (const Judgement* same = FindBrought()) return Unchanged(*same);

    ASSIGN_OR_RETURN(const JudgedGraph graph, ApplyJudgements(stored_, judgements_));
    Judgement judgement{.id = judgements_.empty() ? 1 : judgements_.back().id + 1,
                        .time = request_.time.value_or(absl::Now()),
                        .author = request_.author,
                        .reason = request_.reason};
    absl::StatusOr<JudgementAction> action =
        CheckAction(graph, judgements_, request_.author, request_.action);
    if (!action.ok()) {
      const Judgement* same = FindHolding();
      if (same == nullptr) return action.status();
      return Unchanged(*same);
    }
    judgement.action = *std::move(action);
    if (const auto* split = std::get_if<Split>(&judgement.action)) {
      RETURN_IF_ERROR(TrySplit(*split, judgement));
    }
    if (request_.validate_only) {
      judgement.id = 0;
      return JudgementOutcome{judgement, JudgementEffect::kValidated, newest};
    }
    ASSIGN_OR_RETURN(
        const Revision revision,
        store_.Apply(CommitOf(request_, newest, Describe(judgement.action), judgement)));
    return JudgementOutcome{KeptAt(revision, judgement), JudgementEffect::kCreated, revision};
  }

 private:
  absl::StatusOr<JudgementOutcome> Unchanged(const Judgement& same) {
    RETURN_IF_ERROR(store_.MakeDurable());
    return JudgementOutcome{same, JudgementEffect::kUnchanged, stored_->revision()};
  }

  bool IsSame(const Judgement& judgement) const {
    return judgement.author == request_.author && AsksFor(request_.action, judgement.action);
  }

  // The judgement that the request brings from a file, when it is here already, undone or not.
  const Judgement* FindBrought() const {
    if (!request_.time.has_value()) return nullptr;
    for (const Judgement& judgement : judgements_) {
      if (judgement.time == *request_.time && IsSame(judgement)) return &judgement;
    }
    return nullptr;
  }

  // The same judgement, when it holds: then it is itself why the graph does not allow it again.
  const Judgement* FindHolding() const {
    for (const Judgement& judgement : judgements_) {
      if (!judgement.undone.has_value() && IsSame(judgement)) return &judgement;
    }
    return nullptr;
  }

  // What a split leaves on both sides shows when it is applied.
  absl::Status TrySplit(const Split& split, const Judgement& judgement) const {
    std::vector<Judgement> with = judgements_;
    with.push_back(judgement);
    ASSIGN_OR_RETURN(const JudgedGraph graph, ApplyJudgements(stored_, with));
    return CheckSplitResult(graph, split);
  }

  GraphStore& store_;
  const JudgementRequest& request_;
  const std::shared_ptr<const GraphSnapshot> stored_;
  std::vector<Judgement> judgements_;
};

}  // namespace

absl::StatusOr<JudgementOutcome> MakeJudgement(GraphStore& store, const JudgementRequest& request) {
  JudgementRequest tidy = request;
  Tidy(tidy.action);
  return Retry<JudgementOutcome>(store, [&](std::shared_ptr<const GraphSnapshot> stored) {
    return Making(store, tidy, std::move(stored)).Run();
  });
}

absl::StatusOr<Judgement> UndoJudgement(GraphStore& store, const UndoRequest& request) {
  return Retry<Judgement>(
      store, [&](std::shared_ptr<const GraphSnapshot> stored) -> absl::StatusOr<Judgement> {
        ASSIGN_OR_RETURN(const std::vector<Judgement> judgements, stored->ListJudgements());
        const auto found = std::ranges::find(judgements, request.judgement, &Judgement::id);
        if (found == judgements.end()) {
          return JudgementNotFound(request.judgement, judgements.size());
        }
        ASSIGN_OR_RETURN(const auto repeated,
                         FindRepeated(*stored, request.request_id, DigestOf(request)));
        if (repeated.has_value()) {
          RETURN_IF_ERROR(store.MakeDurable());
          return *found;
        }
        RETURN_IF_ERROR(CheckExpected(request.expected, stored->revision()));
        if (found->undone.has_value()) {
          return MakeError(
              ErrorReason::kJudgementConflict,
              fmt::format("id: {} undid judgement {} already, at revision {}",
                          found->undone->author, found->id, found->undone->revision.number),
              {{"field", "id"}});
        }
        Judgement undone = *found;
        undone.undone =
            Undoing{.time = absl::Now(), .author = request.author, .reason = request.reason};
        const std::string note = fmt::format("undo judgement {}", undone.id);
        ASSIGN_OR_RETURN(const Revision revision,
                         store.Apply(CommitOf(request, stored->revision(), note, undone)));
        return KeptAt(revision, undone);
      });
}

}  // namespace policygraph
