#ifndef POLICYGRAPH_SERVICE_CURATION_CODEC_H_
#define POLICYGRAPH_SERVICE_CURATION_CODEC_H_

#include "absl/status/statusor.h"
#include "graph/candidates/merge_candidates.h"
#include "graph/curation/write_judgement.h"
#include "policygraph/v1/curation_service.pb.h"

namespace policygraph::service {

// Messages of v1.CurationService as domain values and back. What is decoded is checked against the
// bounds of the proto comments; INVALID_ARGUMENT (INVALID_FIELD) names the field.

absl::StatusOr<JudgementRequest> DecodeJudgementRequest(const v1::CreateJudgementRequest& request);
absl::StatusOr<UndoRequest> DecodeUndoRequest(const v1::UndoJudgementRequest& request);
absl::StatusOr<CandidateQuery> DecodeCandidateQuery(const v1::ListMergeCandidatesRequest& request);

v1::Judgement EncodeJudgement(const Judgement& judgement);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CURATION_CODEC_H_
