#ifndef POLICYGRAPH_LOADER_STAGES_FIND_PLACES_H_
#define POLICYGRAPH_LOADER_STAGES_FIND_PLACES_H_

#include <vector>

#include "loader/document.h"
#include "loader/places/division_table.h"
#include "loader/rejected_readings.h"
#include "loader/rules/place_rules.h"

namespace policygraph::loader {

// Finds the counties and regions that the document names. By begin, the longer first;
// none overlap, but that a place may open the name of another one (乙县 of 乙县经开区). Adds to
// `rejected`, if there is one, what it drops.
std::vector<Mention> FindPlaces(const Document& document, const DivisionTable& divisions,
                                const PlaceRules& rules, RejectedReadings* rejected = nullptr);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_FIND_PLACES_H_
