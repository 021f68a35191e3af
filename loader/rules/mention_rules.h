#ifndef POLICYGRAPH_LOADER_RULES_MENTION_RULES_H_
#define POLICYGRAPH_LOADER_RULES_MENTION_RULES_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/word_set.h"

namespace policygraph::loader {

// What the words of a lexicon do; see Role in policygraph/rules/v1/mentions.proto.
enum class WordRole : uint8_t {
  kWords,
  kCue,
  kLeadingCue,
  kBreak,
  kJoin,
  kEtc,
  kProtect,
  kMeasure,
  kTrimFront,
  kTrimBack,
  kGeneric,
  kOpeningCue,
  kOwner,
  kCounter,
  kTotal,
};

// How a phrase must stand to quotation marks.
enum class Quoting : uint8_t { kAny, kWhole, kPart, kSome, kNone, kTitle, kLead, kTail };

// A set of phrase rules, one bit each, by their place among phrase_rules().
inline constexpr size_t kMostPhraseRules = 256;
using PhraseRuleSet = std::bitset<kMostPhraseRules>;

// A set of lexicons, one bit each.
inline constexpr size_t kMostLexicons = 128;
using LexiconSet = std::bitset<kMostLexicons>;

// The words of many lexicons, looked for together.
struct LexiconWords {
  WordSet words;
  std::vector<LexiconSet> lexicons;  // by word: those that have it
};

// Says which phrases are names of a kind. Field meanings are those of the proto's PhraseRule.
struct PhraseRule {
  std::string name;
  NodeKind kind = NodeKind::kStrategy;
  int priority = 0;
  // Lexicons; a condition that is empty always holds.
  LexiconSet before;
  LexiconSet after;
  LexiconSet lead;
  LexiconSet head;
  LexiconSet closer;
  LexiconSet containing;
  LexiconSet refused;
  LexiconSet refused_inside;
  LexiconSet refused_head;
  Quoting quoting = Quoting::kAny;
  bool sibling = false;
  bool specific = false;
  bool anchored = false;
  bool placed = false;
  bool drop_head = false;
  bool drop_leading_place = false;
  bool spread = false;
  bool from_opening = false;
  LexiconSet counted_by;
  bool uncounted = false;
  bool coordinated = false;
  bool conjoined = false;
  bool nation = false;
  bool closing = false;
  bool closer_alone = false;
  bool takes_closer = false;
  bool quotation_only = false;
  size_t min_chars = 3;
  size_t max_chars = 30;
};

// A name known nationwide, or of every place (市委).
struct KnownName {
  std::string name;
  NodeKind kind = NodeKind::kStrategy;
  bool local = false;
  bool leveled = false;
  // Words of which one must stand right behind or before it; empty when none need to.
  std::vector<std::string> followed_by;
  std::vector<std::string> preceded_by;
};

// What a rule must, or must not, find in a text.
struct RuleCheck {
  std::string rule;
  NodeKind kind = NodeKind::kStrategy;
  std::string text;
  std::string name;                 // empty: the rule finds nothing in the text
  std::vector<std::string> places;  // words of the text that are places
  bool nation = false;              // the text is the nation's
};

// The rules by which names of organisations, projects and the like are found, checked and compiled.
// Immutable; may be shared by threads.
class MentionRules {
 public:
  // Compiles loader/rules/zh/mentions*.textproto. INVALID_ARGUMENT naming file, rule and fault.
  static absl::StatusOr<MentionRules> Compile(const RuleFiles& files);

  // A word that ends a phrase or keeps it together.
  struct Fence {
    WordRole role = WordRole::kBreak;
    LexiconSet cue;  // the lexicon of a cue word; empty for other roles
  };

  const WordSet& fence_words() const { return fence_words_; }
  const Fence& fence(size_t word) const { return fences_[word]; }
  const WordSet& measures() const { return measures_; }
  const WordSet& counters() const { return counters_; }
  const WordSet& front_trims() const { return front_trims_; }
  const WordSet& back_trims() const { return back_trims_; }
  const WordSet& generic_words() const { return generic_words_; }
  const WordSet& owners() const { return owners_; }

  // The words of the lexicons that rules name as head or closer or count by, as lead, as refused,
  // and as contained or refused inside.
  const LexiconWords& endings() const { return endings_; }
  const LexiconWords& leads() const { return leads_; }
  const LexiconWords& refusals() const { return refusals_; }
  const LexiconWords& contents() const { return contents_; }

  // The lexicons whose words end names that begin after an opening cue.
  const LexiconSet& clause_heads() const { return clause_heads_; }

  // The names of these lexicons.
  std::vector<std::string> LexiconNames(const LexiconSet& lexicons) const;

  // By priority, the highest first.
  const std::vector<PhraseRule>& phrase_rules() const { return phrase_rules_; }

  // The rules that ask for no head, and those that may take this word of endings() for their head:
  // no other rule takes a phrase, so the rest need not be tried.
  const PhraseRuleSet& headless_rules() const { return headless_rules_; }
  const PhraseRuleSet& rules_with_head(size_t ending) const { return rules_with_head_[ending]; }
  // The rules for phrases that close a list.
  const PhraseRuleSet& closing_rules() const { return closing_rules_; }

  // The forms of the known names, and the name of each form.
  const WordSet& known_forms() const { return known_forms_; }
  const KnownName& known_name(size_t form) const { return known_names_[name_of_form_[form]]; }

  const std::vector<RuleCheck>& checks() const { return checks_; }

 private:
  friend class MentionRuleCompiler;

  WordSet fence_words_;
  std::vector<Fence> fences_;
  WordSet measures_;
  WordSet counters_;
  WordSet front_trims_;
  WordSet back_trims_;
  WordSet generic_words_;
  WordSet owners_;
  LexiconWords endings_;
  LexiconWords leads_;
  LexiconWords refusals_;
  LexiconWords contents_;
  LexiconSet clause_heads_;
  std::vector<std::string> lexicon_names_;  // by number
  std::vector<PhraseRule> phrase_rules_;
  PhraseRuleSet headless_rules_;
  std::vector<PhraseRuleSet> rules_with_head_;  // by word of endings_
  PhraseRuleSet closing_rules_;
  WordSet known_forms_;
  std::vector<KnownName> known_names_;
  std::vector<size_t> name_of_form_;
  std::vector<RuleCheck> checks_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_MENTION_RULES_H_
