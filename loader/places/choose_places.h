#ifndef POLICYGRAPH_LOADER_PLACES_CHOOSE_PLACES_H_
#define POLICYGRAPH_LOADER_PLACES_CHOOSE_PLACES_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "loader/places/division_table.h"
#include "loader/places/place_candidate.h"
#include "loader/rejected_readings.h"
#include "loader/rules/place_rules.h"

namespace policygraph::loader {

// Leaves the candidates of one sentence of the text that name places, by begin, the longer first.
// None overlap, but that the name of a division may open a longer one: 乙县 in 乙县经开区. Adds to
// `rejected`, if there is one, what it drops.
std::vector<PlaceCandidate> ChoosePlaces(std::string_view text, size_t sentence,
                                         std::vector<PlaceCandidate> candidates,
                                         const DivisionTable& divisions, const PlaceRules& rules,
                                         RejectedReadings* rejected);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_PLACES_CHOOSE_PLACES_H_
