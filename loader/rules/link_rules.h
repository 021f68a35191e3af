#ifndef POLICYGRAPH_LOADER_RULES_LINK_RULES_H_
#define POLICYGRAPH_LOADER_RULES_LINK_RULES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/word_set.h"

namespace policygraph::loader {

// What every link rule says: its name, and which edge it draws between which kinds where.
struct LinkRule {
  std::string name;
  EdgeKind edge = EdgeKind::kSupports;
  uint32_t sources = 0;  // node kinds, one bit each
  uint32_t targets = 0;
  uint32_t parts = 0;  // parts of the report, likewise

  bool MayStartFrom(NodeKind kind) const { return (sources >> static_cast<int>(kind)) & 1; }
  bool MayLeadTo(NodeKind kind) const { return (targets >> static_cast<int>(kind)) & 1; }
  bool Covers(ReportPart part) const { return (parts >> static_cast<int>(part)) & 1; }
};

// One struct for each pattern of policygraph/rules/v1/links.proto, which says what the fields mean.
struct WithinNameRule : LinkRule {
  bool at_start = false;
  WordSet not_before;
  WordSet not_after;
  WordSet unless_outer_ends;
  WordSet own_openings;
  WordSet not_own_openings;
  WordSet not_inner_ends;
  WordSet waters_outer_ends;
  WordSet branch_ends;
};

struct ContinuesNameRule : LinkRule {
  WordSet ends;
};

struct SideBySideRule : LinkRule {
  WordSet joiners;
  bool listed = false;
};

struct VerbRule : LinkRule {
  bool own_source = false;
  bool own_target = false;
  WordSet respectively;
  WordSet not_source_after;
  WordSet carried_after;
};

struct TogetherRule : LinkRule {
  WordSet joiners;
  WordSet acts;
  WordSet direct;
  WordSet dashes;
  WordSet direct_after;
};

struct TopicRule : LinkRule {
  bool headings = false;
  size_t short_sentence = 0;  // bytes
  WordSet not_topics;
  bool titles_only = false;
};

struct AimRule : LinkRule {
  WordSet before;
  WordSet after;
  WordSet not_aim_ends;
};

struct SummedUpRule : LinkRule {
  size_t max_gap = 0;   // bytes
  size_t unclosed = 0;  // names
};

struct ProgressRule : LinkRule {
  WordSet words;
  std::vector<Stage> stages;  // by word
};

// Who does not have an honour, though named beside it.
struct HonourWords {
  WordSet unnamed_ends;
  WordSet not_of_places;
  WordSet not_owner_ends;
};

// Which rule a verb belongs to. Several rules may share a word, for different parts.
struct VerbWords {
  WordSet words;
  std::vector<std::vector<size_t>> rules;  // by word: indices into LinkRules::verbs
};

// The link rules, checked and compiled. Immutable; may be shared by threads.
struct LinkRules {
  std::vector<WithinNameRule> within_names;
  std::vector<ContinuesNameRule> continues_names;
  std::vector<SideBySideRule> side_by_sides;
  std::vector<VerbRule> verbs;
  std::vector<TogetherRule> togethers;
  std::vector<TopicRule> topics;
  std::vector<AimRule> aims;
  std::vector<SummedUpRule> summed_ups;
  std::vector<ProgressRule> progresses;

  VerbWords verbs_before;  // the words that stand before a target
  VerbWords verbs_after;   // right after it
  WordSet list_words;
  WordSet list_end_words;
  WordSet own_place_words;
  WordSet own_place_openers;
  WordSet some_words;
  WordSet not_count_units;
  WordSet not_verbs;
  HonourWords honours;

  // Reads loader/rules/zh/links.textproto; INVALID_ARGUMENT naming the file, the rule and its
  // fault.
  static absl::StatusOr<LinkRules> Compile(const RuleFiles& files);
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_LINK_RULES_H_
