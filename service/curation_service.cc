#include "service/curation_service.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/candidates/merge_candidates.h"
#include "graph/curation/write_judgement.h"
#include "service/curation_codec.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/paging.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

constexpr PageLimits kJudgementPages{100, 1000};
constexpr PageLimits kCandidatePages{20, 200};

v1::JudgementEffect EncodeEffect(JudgementEffect effect) {
  switch (effect) {
    case JudgementEffect::kCreated:
      return v1::JUDGEMENT_EFFECT_CREATED;
    case JudgementEffect::kUnchanged:
      return v1::JUDGEMENT_EFFECT_UNCHANGED;
    case JudgementEffect::kValidated:
      return v1::JUDGEMENT_EFFECT_VALIDATED;
  }
  return v1::JUDGEMENT_EFFECT_UNSPECIFIED;
}

// Leaves the judgements that pass the request's filters.
absl::Status Filter(const v1::ListJudgementsRequest& request, std::vector<Judgement>& judgements) {
  std::optional<NodeId> node;
  if (!request.node().empty()) {
    ASSIGN_OR_RETURN(node, DecodeNodeId("node", request.node()));
  }
  std::erase_if(judgements, [&](const Judgement& judgement) {
    if (judgement.undone.has_value() && !request.include_undone()) return true;
    if (!request.author().empty() && judgement.author != request.author()) return true;
    return node.has_value() &&
           std::ranges::none_of(NodesOf(judgement.action), [&](const NodeReference* reference) {
             return reference->id == *node;
           });
  });
  return absl::OkStatus();
}

v1::MergeCandidate EncodeCandidate(const MergeCandidate& candidate, const MergedNode& node,
                                   const MergedNode& into, const GraphView& view) {
  v1::MergeCandidate message;
  *message.mutable_node() = EncodeNode(node, view, Detail::kBasic);
  *message.mutable_into() = EncodeNode(into, view, Detail::kBasic);
  message.set_score(candidate.score);
  for (const CandidateReason reason : candidate.reasons) {
    message.add_reasons(static_cast<v1::CandidateReason>(reason));
  }
  return message;
}

}  // namespace

grpc::ServerUnaryReactor* CurationService::CreateJudgement(
    grpc::CallbackServerContext* context, const v1::CreateJudgementRequest* request,
    v1::CreateJudgementResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.loads, context, "CreateJudgement",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const JudgementRequest decoded, DecodeJudgementRequest(*request));
        ASSIGN_OR_RETURN(const JudgementOutcome outcome, MakeJudgement(backend_.store, decoded));
        // So that whoever has this answer reads the judged graph.
        backend_.states.Acknowledge(outcome.revision);
        *response->mutable_judgement() = EncodeJudgement(outcome.judgement);
        response->set_effect(EncodeEffect(outcome.effect));
        response->set_revision(outcome.revision.number);
        return outcome.revision;
      });
}

grpc::ServerUnaryReactor* CurationService::UndoJudgement(grpc::CallbackServerContext* context,
                                                         const v1::UndoJudgementRequest* request,
                                                         v1::UndoJudgementResponse* response) {
  return RunUnary(backend_.calls, backend_.calls.loads, context, "UndoJudgement",
                  [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
                    ASSIGN_OR_RETURN(const UndoRequest decoded, DecodeUndoRequest(*request));
                    ASSIGN_OR_RETURN(const Judgement judgement,
                                     policygraph::UndoJudgement(backend_.store, decoded));
                    const Revision revision = judgement.undone.value().revision;
                    backend_.states.Acknowledge(revision);
                    *response->mutable_judgement() = EncodeJudgement(judgement);
                    response->set_revision(revision.number);
                    return revision;
                  });
}

grpc::ServerUnaryReactor* CurationService::ListJudgements(grpc::CallbackServerContext* context,
                                                          const v1::ListJudgementsRequest* request,
                                                          v1::ListJudgementsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "ListJudgements",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kJudgementPages));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(std::vector<Judgement> judgements, state->snapshot().ListJudgements());
        RETURN_IF_ERROR(Filter(*request, judgements));
        MessageBudget budget(kPageBytes);
        for (size_t i = paging.offset(); i < std::min(judgements.size(), paging.end()); ++i) {
          v1::Judgement judgement = EncodeJudgement(judgements[i]);
          if (!budget.Spend(judgement)) break;
          *response->add_judgements() = std::move(judgement);
        }
        response->set_total_size(static_cast<int32_t>(judgements.size()));
        response->set_next_page_token(
            paging.TokenAfter(response->judgements_size(), judgements.size(), state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* CurationService::ListMergeCandidates(
    grpc::CallbackServerContext* context, const v1::ListMergeCandidatesRequest* request,
    v1::ListMergeCandidatesResponse* response) {
  return RunUnary(backend_.calls, backend_.calls.exports, context, "ListMergeCandidates",
                  [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
                    ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kCandidatePages));
                    ASSIGN_OR_RETURN(const CandidateQuery query, DecodeCandidateQuery(*request));
                    ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                                     backend_.states.Get(paging.At(request->consistency())));
                    const auto still_waits = [&caller] { return caller.StillWaits(); };
                    ASSIGN_OR_RETURN(const MergeCandidates found,
                                     FindMergeCandidates(*state, query, still_waits));
                    MessageBudget budget(kPageBytes);
                    for (size_t i = paging.offset();
                         i < std::min(found.candidates.size(), paging.end()); ++i) {
                      const MergeCandidate& candidate = found.candidates[i];
                      const Vertex both[] = {candidate.node, candidate.into};
                      ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes,
                                       ReadNodes(*state, std::span<const Vertex>(both)));
                      v1::MergeCandidate encoded =
                          EncodeCandidate(candidate, nodes[0], nodes[1], state->view());
                      if (!budget.Spend(encoded)) break;
                      *response->add_candidates() = std::move(encoded);
                    }
                    response->set_total_size(static_cast<int32_t>(found.candidates.size()));
                    response->set_incomplete(found.incomplete);
                    response->set_next_page_token(paging.TokenAfter(
                        response->candidates_size(), found.candidates.size(), state->revision()));
                    response->set_read_revision(state->revision().number);
                    return state->revision();
                  });
}

}  // namespace policygraph::service
