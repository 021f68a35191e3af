#include "loader/claims/phrases.h"

#include <algorithm>
#include <optional>

#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

using Roles = ClaimRules::Roles;
using rules::v1::CLAIM_ROLE_ACTION;
using rules::v1::CLAIM_ROLE_ADDED;
using rules::v1::CLAIM_ROLE_AWARD;
using rules::v1::CLAIM_ROLE_COMPLETED;
using rules::v1::CLAIM_ROLE_ETC;
using rules::v1::CLAIM_ROLE_FACET;
using rules::v1::CLAIM_ROLE_GROWTH;
using rules::v1::CLAIM_ROLE_LEADING_ACTION;
using rules::v1::CLAIM_ROLE_LEVEL;
using rules::v1::CLAIM_ROLE_NAME;
using rules::v1::CLAIM_ROLE_OPENING;
using rules::v1::CLAIM_ROLE_PREDICATE;
using rules::v1::CLAIM_ROLE_SUFFIX;
using rules::v1::CLAIM_ROLE_TOTAL;
using rules::v1::CLAIM_ROLE_WORK;

// A noun behind a list of examples that is as long as this names them all (绵远街等老旧街区); a
// shorter one needs them (稳岗返还等资金).
constexpr size_t kTellingNoun = 12;
constexpr size_t kLongestBracketed = 240;

// Past the bracketed name that opens at `at`; `at` itself when none does.
size_t SkipBracketed(std::string_view text, size_t at, const ClaimRules& rules) {
  const std::string_view closing = rules.ClosingBracketAt(text, at);
  if (closing.empty()) return at;
  const size_t end = text.substr(at, kLongestBracketed).find(closing, 1);
  return end == std::string_view::npos ? at : at + end + closing.size();
}

// Removes what stands between phrase and figure from the end of the text, and tells what it was.
size_t StripLinks(std::string_view text, const ClaimRules& rules, Roles& links, ByteSpan& change) {
  size_t end = text.size();
  while (end > 0) {
    if (text[end - 1] == ' ') {
      --end;
      continue;
    }
    if (const auto word = rules.LinkEndingAt(text, end)) {
      if (word->roles.Has(CLAIM_ROLE_NAME)) break;
      for (int role = CLAIM_ROLE_GROWTH; role <= rules::v1::CLAIM_ROLE_EACH_THE_SAME; ++role) {
        const auto as_role = static_cast<rules::v1::ClaimRole>(role);
        if (word->roles.Has(as_role)) links.Add(as_role);
      }
      if (change.empty() && word->roles.HasAnyOf({CLAIM_ROLE_GROWTH, CLAIM_ROLE_LEVEL})) {
        change = {end - word->length, end};
      }
      end -= word->length;
      continue;
    }
    size_t aside = 0;
    for (const BesidePattern& pattern : rules.asides()) {
      if (const auto match = pattern.MatchAt(text, end)) aside = std::max(aside, match->length);
    }
    const size_t mark = aside > 0 ? 0 : [&]() -> size_t {
      const size_t last = PreviousCharacter(text, end);
      const bool loose =
          rules.ListMarkAt(text, last) == end - last || !rules.ClosingBracketAt(text, last).empty();
      return loose ? end - last : 0;
    }();
    if (aside + mark == 0) break;
    end -= aside + mark;
  }
  return end;
}

}  // namespace

Lead ReadLead(std::string_view sentence, ByteSpan span, const ClaimRules& rules) {
  Lead lead;
  const std::string_view whole = sentence.substr(span.begin, span.size());
  size_t end = StripLinks(whole, rules, lead.links, lead.change);
  lead.change = {span.begin + lead.change.begin, span.begin + lead.change.end};
  const std::string_view text = whole.substr(0, end);
  size_t begin = 0;  // of the phrase
  ByteSpan action;
  size_t examples_end = 0;  // past the word that ends a list of examples
  size_t at = 0;
  while (at < text.size()) {
    if (const size_t past = SkipBracketed(text, at, rules); past != at) {
      at = past;
      continue;
    }
    const auto word = rules.WordAt(text, at);
    if (!word) {
      // A list that began before the last figure goes on (、科技型中小企业).
      const size_t mark = at == begin ? rules.ListMarkAt(text, at) : 0;
      at += mark > 0 ? mark : CharacterLength(text, at);
      if (mark > 0) begin = at;
      continue;
    }
    const size_t past = at + word->length;
    const auto next = past < text.size() ? rules.WordAt(text, past) : std::nullopt;
    const bool noun = next && next->roles.Has(CLAIM_ROLE_SUFFIX);
    const bool acts = !noun && (word->roles.HasAnyOf({CLAIM_ROLE_ACTION, CLAIM_ROLE_AWARD}) ||
                                (word->roles.Has(CLAIM_ROLE_LEADING_ACTION) && at == begin));
    if (acts && (past < text.size() || at == begin)) {
      action = {at, past};
      lead.acts = word->roles;
      begin = past;
    } else if (acts) {
      action = {at, past};  // a verb right before its figure: 开工项目完成10个
      lead.acts = word->roles;
      end = at;
    } else if (at == begin && word->roles.Has(CLAIM_ROLE_OPENING)) {
      begin = past;
    } else if (word->roles.Has(CLAIM_ROLE_ETC)) {
      examples_end = past;
    } else if (word->roles.Has(CLAIM_ROLE_WORK)) {
      lead.work = true;
      if (action.empty()) action = {at, past};
    }
    at = past;
  }
  if (examples_end > begin) {
    lead.ends_with_etc = examples_end >= end;
    if (end >= examples_end + kTellingNoun) begin = examples_end;
  }
  begin = std::min(begin, end);
  lead.phrase = {span.begin + begin, span.begin + end};
  if (!action.empty()) lead.action = {span.begin + action.begin, span.begin + action.end};
  return lead;
}

namespace {

// Where the noun at the begin of the text ends: at a predicate, at the next thought of a list, or
// at the examples of the next count (重大专项和新能源等8个重点专项).
size_t EndOfNoun(std::string_view text, const ClaimRules& rules) {
  const Roles new_thought = {CLAIM_ROLE_ACTION, CLAIM_ROLE_LEADING_ACTION, CLAIM_ROLE_GROWTH,
                             CLAIM_ROLE_LEVEL,  CLAIM_ROLE_ADDED,          CLAIM_ROLE_FACET,
                             CLAIM_ROLE_TOTAL,  CLAIM_ROLE_OPENING,        CLAIM_ROLE_AWARD};
  std::optional<size_t> joint;  // the first list mark
  size_t at = 0;
  while (at < text.size()) {
    if (const size_t past = SkipBracketed(text, at, rules); past != at) {
      at = past;
      continue;
    }
    if (const size_t mark = rules.ListMarkAt(text, at); mark > 0) {
      const bool last = at + mark >= text.size();
      const auto next = last ? std::nullopt : rules.WordAt(text, at + mark);
      if (at == 0 || last || (next && next->roles.HasAnyOf(new_thought))) return at;
      if (!joint) joint = at;
      at += mark;
      continue;
    }
    const auto word = rules.WordAt(text, at);
    if (at == 0 && word && word->roles.Has(CLAIM_ROLE_ETC)) return 0;
    if (word &&
        (word->roles.HasAnyOf({CLAIM_ROLE_PREDICATE, CLAIM_ROLE_AWARD, CLAIM_ROLE_COMPLETED}) ||
         (at > 0 && word->roles.Has(CLAIM_ROLE_ACTION)))) {
      return at;
    }
    const size_t past = at + (word ? word->length : CharacterLength(text, at));
    if (past == text.size() && joint && word && word->roles.Has(CLAIM_ROLE_ETC)) return *joint;
    at = past;
  }
  return text.size();
}

// Length of another unit in brackets that opens the text: 套（间）.
size_t OtherUnitAt(std::string_view text, const ClaimRules& rules) {
  constexpr size_t kLongest = 12;  // two Chinese characters in brackets
  const size_t length = text.starts_with("（") ? SkipBracketed(text, 0, rules) : 0;
  return length <= kLongest ? length : 0;
}

}  // namespace

Tail ReadTail(std::string_view sentence, ByteSpan span, const ClaimRules& rules) {
  span.begin += OtherUnitAt(sentence.substr(span.begin, span.size()), rules);
  const std::string& particle = rules.particle();
  if (sentence.substr(span.begin, span.size()).starts_with(particle)) {
    span.begin += particle.size();
  }
  const std::string_view text = sentence.substr(span.begin, span.size());
  Tail tail;
  const auto first = text.empty() ? std::nullopt : rules.WordAt(text, 0);
  tail.growth = first && first->roles.Has(CLAIM_ROLE_GROWTH);
  const size_t rest = EndOfNoun(text, rules);  // where the predicate begins

  // Of a long description only its head counts: 特色鲜明、设施完善的中心镇.
  const std::string_view noun = text.substr(0, rest);
  const size_t last = noun.rfind(particle);
  const bool described = last != std::string_view::npos && last + particle.size() < noun.size();
  tail.noun = {span.begin + (described ? last + particle.size() : 0), span.begin + rest};

  size_t stop = text.size();  // where the thought ends
  std::optional<size_t> object;
  size_t at = rest;
  while (at < text.size()) {
    if (const size_t past = SkipBracketed(text, at, rules); past != at) {
      at = past;
      continue;
    }
    if (rules.ListMarkAt(text, at) > 0) {
      stop = at;
      break;
    }
    const auto word = rules.WordAt(text, at);
    const size_t past = at + (word ? word->length : CharacterLength(text, at));
    if (word && object && *object < at && word->roles.Has(CLAIM_ROLE_PREDICATE)) {
      stop = at;
      break;
    }
    const bool before_object =
        word && object == at && word->roles.HasAnyOf({CLAIM_ROLE_OPENING, CLAIM_ROLE_AWARD});
    if (before_object || (word && !object && word->roles.Has(CLAIM_ROLE_AWARD))) object = past;
    tail.completed |= word && word->roles.Has(CLAIM_ROLE_COMPLETED);
    at = past;
  }
  if (object && *object < stop) tail.object = {span.begin + *object, span.begin + stop};
  if (rest < stop) tail.predicate = {span.begin + rest, span.begin + stop};
  return tail;
}

}  // namespace policygraph::loader
