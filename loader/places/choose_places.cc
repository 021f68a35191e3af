#include "loader/places/choose_places.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace policygraph::loader {
namespace {

bool AreListed(std::string_view text, const PlaceCandidate& a, const PlaceCandidate& b,
               const DivisionTable& divisions, const PlaceRules& rules) {
  if (a.code.empty() || b.code.empty()) return false;
  const std::string_view between = text.substr(a.span.end, b.span.begin - a.span.end);
  if (between.empty()) return divisions.Within(b.code, a.code);
  return rules.IsConnector(between) && a.code.substr(0, 2) == b.code.substr(0, 2);
}

}  // namespace

std::vector<PlaceCandidate> ChoosePlaces(std::string_view text, size_t sentence,
                                         std::vector<PlaceCandidate> candidates,
                                         const DivisionTable& divisions, const PlaceRules& rules,
                                         RejectedReadings* rejected) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const PlaceCandidate& a, const PlaceCandidate& b) {
                     return std::pair(a.span.begin, b.span.end) <
                            std::pair(b.span.begin, a.span.end);
                   });
  std::vector<PlaceCandidate> chosen;
  std::vector<PlaceCandidate> openings;
  for (const PlaceCandidate& candidate : candidates) {
    if (chosen.empty() || !chosen.back().span.Overlaps(candidate.span)) {
      chosen.push_back(candidate);
    } else if (candidate.sure && !chosen.back().sure) {
      TellDropped(chosen.back(), sentence, LossReason::kUnsure, candidate.name, rejected);
      chosen.back() = candidate;
    } else if (candidate.sure && !candidate.code.empty() &&
               candidate.span.begin == chosen.back().span.begin &&
               candidate.span.end < chosen.back().span.end) {
      openings.push_back(candidate);
    } else {
      TellDropped(candidate, sentence, LossAgainst(chosen.back().span, candidate.span),
                  chosen.back().name, rejected);
    }
  }
  // What is sure makes what is listed beside it sure, in both directions.
  const auto are_listed = [&](const PlaceCandidate& a, const PlaceCandidate& b) {
    return AreListed(text, a, b, divisions, rules);
  };
  for (size_t i = 1; i < chosen.size(); ++i) {
    if (chosen[i - 1].sure && are_listed(chosen[i - 1], chosen[i])) chosen[i].sure = true;
  }
  for (size_t i = chosen.size(); i-- > 1;) {
    if (chosen[i].sure && are_listed(chosen[i - 1], chosen[i])) chosen[i - 1].sure = true;
  }
  std::erase_if(chosen, [&](const PlaceCandidate& candidate) {
    if (candidate.sure) return false;
    TellDropped(candidate, sentence, LossReason::kUnsure, {}, rejected);
    return true;
  });
  std::vector<PlaceCandidate> places;
  std::merge(std::make_move_iterator(chosen.begin()), std::make_move_iterator(chosen.end()),
             std::make_move_iterator(openings.begin()), std::make_move_iterator(openings.end()),
             std::back_inserter(places), [](const PlaceCandidate& a, const PlaceCandidate& b) {
               return a.span.begin < b.span.begin;
             });
  return places;
}

}  // namespace policygraph::loader
