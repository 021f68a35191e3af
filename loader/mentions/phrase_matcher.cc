#include "loader/mentions/phrase_matcher.h"

#include <algorithm>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "loader/mentions/characters.h"
#include "loader/mentions/phrase_facts.h"

namespace policygraph::loader {
namespace {

constexpr size_t kLongestPhrase = 400;  // bytes; longer ones are no names, whatever a rule allows
constexpr uint32_t kNoSiblings = 0;

// An empty condition always holds.
bool Holds(const LexiconSet& condition, const LexiconSet& fact) {
  return condition.none() || (condition & fact).any();
}

// Tries rules on one phrase.
class Trial {
 public:
  Trial(std::string_view text, const Phrase& phrase, const PhraseList& list,
        std::span<const Mention> places, bool nation, const MentionRules& rules)
      : text_(text),
        phrase_(phrase),
        list_(list),
        nation_(nation),
        rules_(rules),
        facts_(text, phrase, list, places, rules) {}

  // All rules that apply to the phrase and that have or need no head are among these.
  PhraseRuleSet MayMatch() const {
    return facts_.may_match() & (phrase_.closes ? rules_.closing_rules() : ~rules_.closing_rules());
  }

  // True when the rule is for phrases that stand as this one does.
  bool Applies(const PhraseRule& rule, uint32_t siblings) const {
    return phrase_.closes == rule.closing && (!rule.nation || nation_) &&
           (!rule.sibling || (siblings & KindBit(rule.kind)) != 0) &&
           (!rule.from_opening || phrase_.opening != std::string_view::npos);
  }

  // True when the words that the rule asks for stand around the phrase.
  bool InContext(const PhraseRule& rule) const {
    return Holds(rule.before, rule.from_opening ? phrase_.opening_cue : list_.before) &&
           Holds(rule.after, list_.after);
  }

  // True when the phrase is made as the rule asks.
  bool HasForm(const PhraseRule& rule) const {
    return Holds(rule.counted_by, facts_.count()) && Holds(rule.lead, facts_.lead()) &&
           Holds(rule.closer, facts_.closer()) &&
           (!rule.closer_alone || (rule.closer & facts_.closer_alone()).any()) &&
           Holds(rule.containing, facts_.contents()) && facts_.Quoted(rule.quoting) &&
           (!rule.placed || facts_.placed()) && (rule.head.none() || Head(rule) != 0);
  }

  // What the rule has against a phrase that is in context and form.
  std::optional<LossReason> Objection(const PhraseRule& rule) const {
    if (rule.uncounted && (phrase_.counted || list_.counted)) return LossReason::kCounted;
    if ((rule.refused_inside & facts_.contents()).any()) return LossReason::kForbiddenWords;
    if (rule.anchored && !facts_.anchored()) return LossReason::kTooGeneral;
    if (facts_.Head(rule.refused_head, true) != 0) return LossReason::kForbiddenWords;
    if (rule.specific && !facts_.Specific(Head(rule))) return LossReason::kTooGeneral;
    if (IsRefused(rule)) return LossReason::kForbiddenWords;
    const size_t characters = CountCharacters(Words(SpanOf(rule)));
    if (characters < rule.min_chars || characters > rule.max_chars) return LossReason::kLength;
    return std::nullopt;
  }

  PhraseMatch MatchOf(const PhraseRule& rule) const {
    return {&rule, SpanOf(rule), Head(rule),
            rule.takes_closer ? facts_.ClosingWord(rule.closer) : std::string_view()};
  }

  // What the rule lost against, of a phrase in form.
  std::string Against(const PhraseRule& rule, LossReason reason) const {
    if (reason == LossReason::kContext) return MissingWords(rule);
    if (reason != LossReason::kForbiddenWords) return {};
    if (const std::string_view word = facts_.Holding(rule.refused_inside); !word.empty()) {
      return std::string(word);
    }
    if (const size_t head = facts_.Head(rule.refused_head, true); head != 0) {
      const std::string_view core = facts_.core();
      return std::string(core.substr(core.size() - std::min(head, core.size())));
    }
    return std::string(Words(NameOf(rule)));
  }

 private:
  size_t Head(const PhraseRule& rule) const {
    return facts_.Head(rule.head, rule.sibling || rule.from_opening);
  }

  // The words that the rule takes for the name, a count behind them aside.
  ByteSpan NameOf(const PhraseRule& rule) const {
    ByteSpan span = phrase_.span;
    if (rule.drop_leading_place) span.begin += facts_.leading_place();
    if (rule.quotation_only) span.end = span.begin + facts_.quotation();
    if (rule.from_opening) span.begin = phrase_.opening;
    return span;
  }

  // The same with the count, if that belongs to the name.
  ByteSpan SpanOf(const PhraseRule& rule) const {
    ByteSpan span = NameOf(rule);
    if (rule.counted_by.any()) span.end = phrase_.count_end;
    return span;
  }

  bool IsRefused(const PhraseRule& rule) const {
    const auto refusal = rules_.refusals().words.Find(Words(NameOf(rule)));
    return refusal.has_value() && (rules_.refusals().lexicons[*refusal] & rule.refused).any();
  }

  std::string MissingWords(const PhraseRule& rule) const {
    const bool before =
        !Holds(rule.before, rule.from_opening ? phrase_.opening_cue : list_.before);
    return fmt::format("no word of {} {}",
                       fmt::join(rules_.LexiconNames(before ? rule.before : rule.after), ", "),
                       before ? "before it" : "behind it");
  }

  std::string_view Words(const ByteSpan& span) const {
    return text_.substr(span.begin, span.size());
  }

  const std::string_view text_;
  const Phrase& phrase_;
  const PhraseList& list_;
  const bool nation_;
  const MentionRules& rules_;
  const PhraseFacts facts_;
};

// True for a rule that sees in the phrase itself what it is, whatever stands around it.
bool KnowsByItsWords(const PhraseRule& rule) {
  return (rule.head | rule.containing | rule.closer | rule.lead).any() ||
         (rule.quoting != Quoting::kAny && rule.quoting != Quoting::kNone);
}

}  // namespace

std::optional<PhraseMatch> MatchPhrase(std::string_view text, const Phrase& phrase,
                                       const PhraseList& list, std::span<const Mention> places,
                                       uint32_t siblings, bool nation, const MentionRules& rules) {
  if (phrase.span.size() > kLongestPhrase) return std::nullopt;
  const Trial trial(text, phrase, list, places, nation, rules);
  const PhraseRuleSet candidates = trial.MayMatch();
  for (size_t i = 0; i < rules.phrase_rules().size(); ++i) {
    if (!candidates[i]) continue;
    const PhraseRule& rule = rules.phrase_rules()[i];
    if (trial.Applies(rule, siblings) && trial.InContext(rule) && trial.HasForm(rule) &&
        !trial.Objection(rule).has_value()) {
      return trial.MatchOf(rule);
    }
  }
  return std::nullopt;
}

std::vector<RejectedMatch> RejectedMatches(std::string_view text, const Phrase& phrase,
                                           const PhraseList& list, std::span<const Mention> places,
                                           bool nation, const std::optional<PhraseMatch>& winner,
                                           const MentionRules& rules) {
  if (phrase.span.size() > kLongestPhrase) return {};
  const Trial trial(text, phrase, list, places, nation, rules);
  std::vector<RejectedMatch> rejected;
  uint32_t out_of_context = winner.has_value() ? KindBit(winner->rule->kind) : 0;
  for (const PhraseRule& rule : rules.phrase_rules()) {
    if (winner.has_value() && &rule == winner->rule) continue;
    if (!trial.Applies(rule, kNoSiblings) || !trial.HasForm(rule)) continue;
    const std::optional<LossReason> objection = trial.Objection(rule);
    if (trial.InContext(rule)) {
      rejected.push_back({trial.MatchOf(rule), objection.value_or(LossReason::kSurerRule),
                          objection.has_value() ? trial.Against(rule, *objection)
                          : winner.has_value()  ? winner->rule->name
                                                : std::string()});
      continue;
    }
    // One for each other kind is enough to tell what the words around it decide.
    if (objection.has_value() || !KnowsByItsWords(rule)) continue;
    if ((out_of_context & KindBit(rule.kind)) != 0) continue;
    out_of_context |= KindBit(rule.kind);
    rejected.push_back(
        {trial.MatchOf(rule), LossReason::kContext, trial.Against(rule, LossReason::kContext)});
  }
  return rejected;
}

bool EndsWithHead(std::string_view words, const LexiconSet& heads, const MentionRules& rules) {
  return (Ending(rules.endings(), words) & heads).any();
}

}  // namespace policygraph::loader
