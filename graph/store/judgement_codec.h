#ifndef POLICYGRAPH_GRAPH_STORE_JUDGEMENT_CODEC_H_
#define POLICYGRAPH_GRAPH_STORE_JUDGEMENT_CODEC_H_

#include <string>
#include <string_view>

#include "graph/model/judgement.h"

namespace policygraph {

// Judgements as values of the table "judgements", without the id, which is the key.
std::string EncodeJudgement(const Judgement& judgement);

// Overwrites all but the id. False when the bytes are no judgement or hold a number that is not in
// the vocabulary: they are damaged.
[[nodiscard]] bool DecodeJudgement(std::string_view bytes, Judgement& judgement);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_JUDGEMENT_CODEC_H_
