#ifndef POLICYGRAPH_TESTS_SUPPORT_RANDOM_GRAPH_H_
#define POLICYGRAPH_TESTS_SUPPORT_RANDOM_GRAPH_H_

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// How much of each a random report speaks of.
struct RandomGraphSize {
  int strategies = 8;
  int projects = 12;
  int places = 3;   // counties
  int regions = 3;  // in which counties and other regions lie
  int agencies = 4;
  int indicators = 4;
  int claims = 20;
  int parts = 10;  // PART_OF edges between strategies
  int edges = 70;  // of the commonest other kinds together
  // Of what reports say more seldom: which place lies in which, what lies in a region, what
  // counties answer for, and who answers for claims.
  int rare_edges = 24;
};

// A report with edges of all the kinds that a trace follows, between ends picked at random:
// diamonds and even circles of strategies and regions, projects that support several of them or
// none. Edges have any confidence. Strategies, projects, places, agencies and indicators have the
// same names in every report, so reports overlap.
GraphDelta RandomGraph(std::mt19937& random, const std::string& report,
                       const RandomGraphSize& size = {});

// The id of the strategy with this number.
NodeId RandomStrategy(int number);

// A name of 1 to `max_length` characters, of few different ones so that names share parts.
std::string RandomName(std::mt19937& random, size_t max_length = 8);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_RANDOM_GRAPH_H_
