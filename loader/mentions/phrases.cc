#include "loader/mentions/phrases.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "loader/mentions/characters.h"

namespace policygraph::loader {
namespace {

// What keeps words together, in pairs.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets = {
    {{"“", "”"}, {"《", "》"}, {"（", "）"}, {"(", ")"}}};
constexpr size_t kLongestBracket = 300;  // bytes; a quotation longer than that is no name

// Characters that names hold although they are neither letters nor ideographs.
constexpr std::array<std::string_view, 8> kInnerMarks = {"·", "+", "—", "-", "－", "/", "•", "＋"};

const LexiconSet kNoCue;

// True for a character from U+4000 to U+9FFF: nearly all of a text, and neither mark nor digit.
bool IsIdeograph(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xE4 && byte <= 0xE9;
}

bool IsPunctuation(std::string_view character) {
  if (IsIdeograph(character[0])) return false;
  if (character.size() == 1) {
    const char c = character[0];
    return !IsDigit(c) && !IsLatin(c) && c != '+' && c != '-' && c != '/' && c != '.' && c != '%' &&
           c != '&';
  }
  if (std::find(kInnerMarks.begin(), kInnerMarks.end(), character) != kInnerMarks.end())
    return false;
  // General punctuation (U+2000..U+206F), CJK punctuation (U+3000..U+303F), full-width ASCII
  // punctuation (U+FF01..U+FF0F, U+FF1A..U+FF20) and circled numbers of notes (U+2460..U+24FF,
  // U+3251..U+325F).
  if (character.size() != 3) return false;
  const auto a = static_cast<unsigned char>(character[0]);
  const auto b = static_cast<unsigned char>(character[1]);
  const auto c = static_cast<unsigned char>(character[2]);
  const unsigned code = (a & 0x0Fu) << 12 | (b & 0x3Fu) << 6 | (c & 0x3Fu);
  return (code >= 0x2000 && code <= 0x206F) || (code >= 0x3000 && code <= 0x303F) ||
         (code >= 0xFF01 && code <= 0xFF0F) || (code >= 0xFF1A && code <= 0xFF20) ||
         (code >= 0x2460 && code <= 0x24FF) || (code >= 0x3251 && code <= 0x325F);
}

// The number that the numeral at the begin of the text says: 3 for 三大; 0 for none from 2 to 10.
size_t NumberThatLeads(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kNumerals = {"两", "三", "四", "五", "六",
                                                                "七", "八", "九", "十"};
  const auto* numeral =
      std::find_if(kNumerals.begin(), kNumerals.end(),
                   [&](std::string_view character) { return text.starts_with(character); });
  return numeral == kNumerals.end() ? 0 : static_cast<size_t>(numeral - kNumerals.begin()) + 2;
}

// Walks one sentence and collects its phrases.
class Cutter {
 public:
  Cutter(std::string_view text, const ByteSpan& sentence, std::span<const ByteSpan> names,
         const MentionRules& rules)
      : text_(text.substr(0, sentence.end)),
        names_(names),
        rules_(rules),
        at_(sentence.begin),
        begin_(sentence.begin) {}

  CutSentence Run() {
    while (at_ < text_.size()) {
      if (KeepName()) continue;
      if (!IsIdeograph(text_[at_]) && (KeepBracket() || Count())) continue;
      if (!FenceWord()) Character();
    }
    Emit(at_, kNoCue);
    return std::move(cut_);
  }

 private:
  bool phrase_empty() const { return begin_ == at_; }

  // True when the phrase has no words yet but such as are trimmed off (持续 in 持续巩固).
  bool nothing_read() const { return phrase_empty() || Trim({begin_, at_}).empty(); }

  // A name known already is kept whole, whatever words it holds.
  bool KeepName() {
    while (next_name_ < names_.size() && names_[next_name_].begin < at_) ++next_name_;
    if (next_name_ == names_.size() || names_[next_name_].begin != at_) return false;
    if (phrase_empty()) leading_name_end_ = names_[next_name_].end;
    at_ = names_[next_name_].end;
    return true;
  }

  bool KeepBracket() {
    for (const auto& [open, close] : kBrackets) {
      if (!text_.substr(at_).starts_with(open)) continue;
      const size_t end = text_.substr(at_, kLongestBracket).find(close);
      if (end == std::string_view::npos) return false;
      // “A”“B” are two members of one list; a title is no part of what stands around it.
      if (open == "《" && at_ == title_end_) joined_ = true;
      if (!phrase_empty() &&
          (open == "《" || (open == "“" && text_.substr(begin_, at_ - begin_).ends_with(close)))) {
        Emit(at_, kNoCue);
        joined_ = true;
        begin_ = at_;
      }
      at_ += end + close.size();
      if (open == "《") {
        Emit(at_, kNoCue);
        begin_ = title_end_ = at_;
      }
      return true;
    }
    return false;
  }

  // A number with a unit counts or measures something and is no part of a name.
  bool Count() {
    if (!IsDigit(text_[at_]) || InWord()) return false;
    size_t end = at_;
    while (end < text_.size() &&
           (IsDigit(text_[end]) || text_[end] == '.' || text_[end] == '%' || text_[end] == '-')) {
      ++end;
    }
    const std::optional<WordSet::Match> unit = rules_.measures().LongestAt(text_, end);
    if (!unit.has_value() || BelongsToName(end, unit->length)) {
      at_ = end;
      return true;
    }
    const bool leads = Trim({begin_, at_}).empty();
    Emit(at_, kNoCue);
    begin_ = at_ = end + unit->length;
    if (last_emitted_) opening_ = {};
    if (last_emitted_) cut_.phrases.back().count_end = at_;
    counted_ = leads;
    after_count_ = !leads;
    if (last_emitted_ && rules_.counters().Find(text_.substr(end, unit->length)).has_value())
      CountMembers();
    return true;
  }

  // A number right behind the last phrase counts things. Behind the first of a list's members it
  // counts them, else all members (东桥、西桥2座大桥).
  void CountMembers() {
    PhraseList& list = cut_.lists.back();
    const size_t size = cut_.phrases.size();
    counts_all_ =
        !list.counted && size >= 2 && cut_.phrases[size - 2].list + 1 == cut_.lists.size();
    list.counted = true;
  }

  // The phrases of the list that the next one joins.
  size_t MembersSoFar() const {
    size_t members = 0;
    while (members < cut_.phrases.size() &&
           cut_.phrases[cut_.phrases.size() - 1 - members].list + 1 == cut_.lists.size()) {
      ++members;
    }
    return members;
  }

  // True when the unit at `at` is a part of a longer word (5万吨级码头, 10条措施).
  bool BelongsToName(size_t at, size_t unit) const {
    if (text_.substr(at + unit).starts_with("级")) return true;
    const std::optional<WordSet::Match> word = rules_.fence_words().LongestAt(text_, at);
    return word.has_value() && word->length > unit &&
           rules_.fence(word->word).role == WordRole::kProtect;
  }

  // True right after a Latin letter or 第, where a number belongs to the name (G42, 第75届).
  bool InWord() const {
    if (at_ == 0) return false;
    const std::string_view before = text_.substr(0, at_);
    return IsLatin(before.back()) || before.ends_with("第") || before.ends_with("“");
  }

  bool FenceWord() {
    const std::optional<WordSet::Match> match = rules_.fence_words().LongestAt(text_, at_);
    if (!match.has_value()) return false;
    const size_t end = std::min(at_ + match->length, text_.size());
    const MentionRules::Fence& fence = rules_.fence(match->word);
    const bool begun = (!nothing_read() && leading_name_end_ != at_) || opened_at_ == at_;
    switch (fence.role) {
      case WordRole::kLeadingCue:
        if (begun || closes_) {
          at_ = end;
          return true;
        }
        [[fallthrough]];
      case WordRole::kCue:
      case WordRole::kOpeningCue:
        Emit(at_, fence.cue);
        Govern(fence.cue);
        if (fence.role == WordRole::kOpeningCue) {
          opened_at_ = end;
          opening_ = {end, fence.cue};
        } else if (fence.role == WordRole::kCue && opening_.phrases) {
          opening_ = {};
        } else {
          opening_.apart = true;
        }
        break;
      case WordRole::kBreak:
        Emit(at_, kNoCue);
        Govern(kNoCue);
        break;
      case WordRole::kJoin:
        Join();
        break;
      case WordRole::kEtc:
        Emit(at_, kNoCue);
        closes_ = last_emitted_;
        break;
      case WordRole::kTotal:
        if (!joined_ || phrase_empty() || MembersSoFar() + 1 < NumberThatLeads(text_.substr(at_))) {
          at_ = end;
          return true;
        }
        Emit(at_, kNoCue);
        closes_ = last_emitted_;
        break;
      default:  // PROTECT
        at_ = end;
        return true;
    }
    begin_ = at_ = end;
    return true;
  }

  void Character() {
    const size_t length = CharacterLength(text_[at_]);
    const std::string_view character = text_.substr(at_, length);
    if (!IsPunctuation(character)) {
      // Words right after a count start something new: 投资20亿元水厂.
      if (after_count_) BeginBehindCount();
      at_ += length;
      return;
    }
    if (character == "、") {
      Join();
    } else {
      Emit(at_, kNoCue);
      Govern(kNoCue);
    }
    begin_ = at_ = at_ + length;
  }

  // Words right behind a number that counts all members say what they are, and close the list.
  void BeginBehindCount() {
    const bool closes = counts_all_;
    Govern(kNoCue);
    closes_ = closes;
    if (closes) cut_.lists.back().counted = false;
  }

  void Join() {
    const bool after_phrase = !phrase_empty() || after_count_;
    Emit(at_, kNoCue);
    if (after_phrase) {
      joined_ = true;
    } else if (!joined_) {
      Govern(kNoCue);
    }
    after_count_ = false;
  }

  // The next phrase is governed by this cue and begins a list.
  void Govern(const LexiconSet& cue) {
    if (cue.none()) opening_ = {};
    cue_ = cue;
    joined_ = false;
    counted_ = false;
    after_count_ = false;
    counts_all_ = false;
    closes_ = false;
  }

  // Ends the phrase before `end`; `after` is the cue word that ends it.
  void Emit(size_t end, const LexiconSet& after) {
    const ByteSpan span = Trim({begin_, end});
    last_emitted_ = false;
    if (span.empty()) {
      if (closes_ && begin_ == end && after.any()) cut_.lists.back().after = after;
      return;
    }
    last_emitted_ = true;
    if (closes_) {
      PhraseList& list = cut_.lists.back();
      list.closer = span;
      list.closer_counted = counted_;
      list.after = after;
      cut_.lists.push_back({.before = list.before, .after = after});
      cut_.phrases.push_back(
          {.span = span, .list = cut_.lists.size() - 1, .counted = counted_, .closes = true});
      Govern(kNoCue);
      return;
    }
    if (!joined_ || cut_.lists.empty()) cut_.lists.push_back({.before = cue_});
    cut_.lists.back().after = after;
    cut_.phrases.push_back({span, cut_.lists.size() - 1, counted_});
    if (opening_.apart) {
      cut_.phrases.back().opening = opening_.end;
      cut_.phrases.back().opening_cue = opening_.cue;
    }
    opening_.apart = opening_.phrases = true;
    joined_ = false;
    counted_ = false;
  }

  ByteSpan Trim(ByteSpan span) const {
    for (bool again = true; again && !span.empty();) {
      again = false;
      const std::string_view words = text_.substr(span.begin, span.size());
      if (const auto front = rules_.front_trims().LongestAt(words, 0)) {
        span.begin += front->length;
        again = true;
      } else if (const auto back = rules_.back_trims().LongestEndingAt(words, words.size())) {
        span.end -= back->length;
        again = true;
      }
    }
    return span;
  }

  // The last opening cue of the clause.
  struct Opening {
    size_t end = std::string_view::npos;  // of the cue; npos when there is none
    LexiconSet cue;
    bool apart = false;    // other words stand between it and the phrase being read
    bool phrases = false;  // of which some are phrases
  };

  const std::string_view text_;
  const std::span<const ByteSpan> names_;
  const MentionRules& rules_;
  CutSentence cut_;
  size_t at_;
  size_t begin_;  // of the phrase being read
  size_t next_name_ = 0;
  size_t leading_name_end_ = 0;                // end of the last known name that begins a phrase
  size_t opened_at_ = std::string_view::npos;  // end of the last opening cue
  size_t title_end_ = std::string_view::npos;  // end of the last book title
  Opening opening_;
  LexiconSet cue_;             // governs the next phrase
  bool joined_ = false;        // the next phrase continues the list
  bool counted_ = false;       // a count stands before the phrase
  bool after_count_ = false;   // a count stands right behind the last phrase
  bool counts_all_ = false;    // that count is of all members of the list
  bool closes_ = false;        // the next phrase closes the list
  bool last_emitted_ = false;  // the last Emit made a phrase
};

}  // namespace

CutSentence CutIntoPhrases(std::string_view text, const ByteSpan& sentence,
                           std::span<const ByteSpan> names, const MentionRules& rules) {
  return Cutter(text, sentence, names, rules).Run();
}

}  // namespace policygraph::loader
